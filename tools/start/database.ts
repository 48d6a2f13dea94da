import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { ChildSpec } from "./child.ts";
import { checkDatabase } from "./database-check.ts";
import { embeddedArgs, embeddedFolder, embeddedUrl } from "./embedded.ts";
import { freePort } from "./ports.ts";
import { redact } from "./redact.ts";
import { isPrimary, makeReplicaSet } from "./replica-set.ts";
import type { Settings } from "./settings.ts";
import type { Supervisor } from "./supervisor.ts";
import { findTool } from "./tools.ts";

export type Database = {
  readonly url: string;
  readonly kind: "embedded" | "mongod" | "yours";
  readonly about: string;
};

/** Starts the database, or checks that the one named by DATABASE_URL answers and can do what the shop needs. */
export async function startDatabase(settings: Settings, supervisor: Supervisor): Promise<Database> {
  if (settings.DATABASE_URL !== undefined) {
    await checkDatabase(settings.DATABASE_URL, "prepare");
    return {
      url: settings.DATABASE_URL,
      kind: "yours",
      about: `yours, ${redact(settings.DATABASE_URL)} (DATABASE_URL)`,
    };
  }
  const mongod = findTool("MONGOD_BINARY", settings.MONGOD_BINARY, "mongod");
  return mongod === undefined
    ? startEmbedded(settings, supervisor)
    : startMongod(mongod, settings, supervisor);
}

async function startEmbedded(settings: Settings, supervisor: Supervisor): Promise<Database> {
  const port = await freePort();
  await supervisor.keep("database", {
    ...specOf("database (embedded)", port),
    command: process.execPath,
    args: embeddedArgs(settings.DATA_DIR, port),
  });
  const folder = embeddedFolder(settings.DATA_DIR);
  const about = `embedded, port ${port}, data in ${folder} (set DATABASE_URL to use a MongoDB replica set)`;
  return { url: embeddedUrl(settings.DATA_DIR, port), kind: "embedded", about };
}

async function startMongod(mongod: string, settings: Settings, supervisor: Supervisor): Promise<Database> {
  const port = await freePort();
  const folder = path.resolve(settings.DATA_DIR, "mongod");
  mkdirSync(folder, { recursive: true });
  const listen = ["--port", String(port), "--bind_ip", "127.0.0.1", "--replSet", "rs0"];
  await supervisor.keep("database", {
    ...specOf("database (mongod)", port),
    command: mongod,
    // Transactions end soon, so that the stock cache comes back soon: see docs/cache.md.
    args: [...listen, "--dbpath", folder, "--setParameter", "transactionLifetimeLimitSeconds=5"],
    isReady: () => makeReplicaSet(port),
    readyWithinMs: 60_000,
  });
  const other = existsSync(embeddedFolder(settings.DATA_DIR))
    ? "; the embedded database's data lies beside it, untouched"
    : "";
  const open = ", without a password: other users of this machine can reach it";
  return {
    url: `mongodb://127.0.0.1:${port}/scarlet?replicaSet=rs0`,
    kind: "mongod",
    about: `${mongod} on port ${port}${open}, data in ${folder}${other}`,
  };
}

function specOf(name: string, port: number): Omit<ChildSpec, "command" | "args"> {
  return {
    name,
    env: process.env,
    isReady: () => isPrimary(port),
    readyWithinMs: 30_000,
    stopWithinMs: 20_000,
  };
}
