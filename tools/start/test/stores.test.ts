import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Supervisor } from "../processes/supervisor.ts";
import { storePassword } from "../secret.ts";
import { readSettings } from "../settings.ts";
import { type Cache, startCache } from "../stores/cache.ts";
import { type Database, startDatabase } from "../stores/database.ts";

let folder: string;
let supervisor: Supervisor;
let database: Database;
let cache: Cache;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "scarlet-stores-"));
  // A mongod on this machine would take the embedded database's place.
  const settings = readSettings({ DATA_DIR: folder, PATH: process.env.PATH });
  supervisor = new Supervisor({
    logFolder: path.join(folder, "logs"),
    say: () => undefined,
    onChange: () => undefined,
  });
  [database, cache] = await Promise.all([
    startDatabase(settings, supervisor),
    startCache(settings, supervisor),
  ]);
}, 60_000);

afterAll(async () => {
  await supervisor.stopAll();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

test("the start's own database lets in who knows the data folder's password, and nobody else", async () => {
  const known = new MongoClient(database.url);
  const stranger = new MongoClient(database.url.replace(/\/\/[^@]*@/, "//"));
  try {
    expect(await known.db().command({ count: "stock" })).toMatchObject({ n: 0 });
    await expect(stranger.db().command({ count: "stock" })).rejects.toThrow(/authentication/i);
  } finally {
    await Promise.all([known.close(), stranger.close()]);
  }
});

test("so does its Redis", async () => {
  const known = new Redis(cache.url ?? "");
  const stranger = new Redis((cache.url ?? "").replace(/\/\/[^@]*@/, "//"));
  try {
    expect(await known.ping()).toBe("PONG");
    await expect(stranger.get("product:1")).rejects.toThrow("NOAUTH");
  } finally {
    known.disconnect();
    stranger.disconnect();
  }
});

test("the password stands in no command line, and in no file that others may read", () => {
  const password = storePassword(folder);
  expect(supervisor.children.length).toBe(2);
  for (const { pid } of supervisor.children)
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).not.toContain(password);
  for (const name of ["store-password", "redis.conf"])
    expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
});
