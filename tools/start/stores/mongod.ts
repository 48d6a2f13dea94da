import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { storePassword } from "../secret.ts";

/** The user that a mongod of the start's own knows; it has no other. */
export const MONGOD_USER = "scarlet";

/** Where a mongod of the start's own keeps its files. */
export function mongodFolder(dataFolder: string): string {
  return path.resolve(dataFolder, "mongod");
}

/**
 * The arguments of a mongod on a data folder, as a replica set of one that lets in who knows the folder's password.
 * Members of a set with passwords need a key file; its content is base64, so it cannot be the password itself.
 */
export function mongodArgs(dataFolder: string, port: number): readonly string[] {
  const keyFile = path.resolve(dataFolder, "mongod-key");
  // One of an earlier start may be there with other rights.
  rmSync(keyFile, { force: true });
  writeFileSync(keyFile, createHash("sha256").update(storePassword(dataFolder)).digest("hex"), {
    mode: 0o600,
  });
  const listen = ["--port", String(port), "--bind_ip", "127.0.0.1", "--replSet", "rs0", "--keyFile", keyFile];
  // Transactions end soon, so that the stock cache comes back soon: see docs/cache.md.
  return [
    ...listen,
    "--dbpath",
    mongodFolder(dataFolder),
    "--setParameter",
    "transactionLifetimeLimitSeconds=5",
  ];
}

/** How the shop reaches it. Holds the password. */
export function mongodUrl(dataFolder: string, port: number): string {
  const user = `${MONGOD_USER}:${storePassword(dataFolder)}`;
  return `mongodb://${user}@127.0.0.1:${port}/scarlet?replicaSet=rs0&authSource=admin`;
}
