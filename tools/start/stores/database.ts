import { existsSync, mkdirSync } from "node:fs";
import { freePort } from "../ports.ts";
import type { ChildSpec } from "../processes/child.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import { redact } from "../redact.ts";
import { storePassword } from "../secret.ts";
import type { Settings } from "../settings.ts";
import { embeddedArgs, embeddedFolder, embeddedUrl } from "./embedded.ts";
import { findTool } from "./find-program.ts";
import { isPrimary } from "./is-primary.ts";
import { MONGOD_USER, mongodArgs, mongodFolder, mongodUrl } from "./mongod.ts";

export type Database = {
  readonly url: string;
  readonly kind: "embedded" | "mongod" | "yours";
  readonly about: string;
};

/*
 * What needs MongoDB's driver is loaded when it is needed: a start of the embedded database does without its 25 MB, and
 * the supervisor stays as long as the shop does.
 */

/** Starts the database, or checks that the one named by DATABASE_URL answers and can do what the shop needs. */
export async function startDatabase(settings: Settings, supervisor: Supervisor): Promise<Database> {
  if (settings.DATABASE_URL !== undefined) {
    const { checkDatabase } = await import("./database-check.ts");
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
  const folder = mongodFolder(settings.DATA_DIR);
  mkdirSync(folder, { recursive: true });
  const password = storePassword(settings.DATA_DIR);
  const { makeReplicaSet } = await import("./replica-set.ts");
  await supervisor.keep("database", {
    ...specOf("database (mongod)", port),
    command: mongod,
    args: mongodArgs(settings.DATA_DIR, port),
    isReady: () => makeReplicaSet(port, { user: MONGOD_USER, password }),
    readyWithinMs: 60_000,
  });
  const other = existsSync(embeddedFolder(settings.DATA_DIR))
    ? "; the embedded database's data lies beside it, untouched"
    : "";
  const about = `${mongod} on port ${port}, data in ${folder}${other}`;
  return { url: mongodUrl(settings.DATA_DIR, port), kind: "mongod", about };
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
