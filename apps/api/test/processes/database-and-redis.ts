import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { oncePerRun } from "@scarlet/testing/run";
import { type Db, MongoClient } from "mongodb";
import { type Child, freePort, ROOT, startChild, until } from "./child-process.ts";

/** A database and a cache of their own for one test file, prepared: catalog, demo people. */
export type Stores = {
  readonly databasePort: number;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** The processes of both. */
  readonly pids: readonly number[];
  /** The books, read past the API. */
  readonly db: Db;
  /** Ends the database as a power cut would, and starts it again; of a real set, its primary. */
  readonly killDatabase: () => Promise<void>;
  /** Takes Redis away; the returned function brings it back, empty. */
  readonly takeRedis: () => Promise<() => Promise<void>>;
  close(): Promise<void>;
};

export const SETTINGS = {
  AUTH_SECRET: "a secret of thirty-two characters",
  LOG_LEVEL: "info",
  DEMO_PEOPLE: "1",
  // Crowds of the tests come from one address.
  HOLD_LIMIT_FACTOR: "1000",
  RATE_LIMIT_FACTOR: "1000",
} as const;

/** The embedded database; a real MongoDB in its place when `TEST_DATABASE_URL` names one. */
export async function openStores(): Promise<Stores> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-api-"));
  const redisPort = await freePort();
  const startRedis = () =>
    startChild("redis-server", ["--port", String(redisPort), "--save", "", "--dir", folder]);
  let redis = startRedis();
  const real = process.env.TEST_DATABASE_URL;
  const database = real === undefined ? await openEmbedded(path.join(folder, "mongo")) : await openReal(real);
  await until(() => listens(redisPort), redis);
  const client = await new MongoClient(database.url).connect();
  return {
    databasePort: database.port,
    databaseUrl: database.url,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    pids: [...database.pids(), redis.pid],
    db: client.db(),
    killDatabase: database.kill,
    async takeRedis() {
      await redis.kill();
      return async () => {
        redis = startRedis();
        await until(() => listens(redisPort), redis);
      };
    },
    async close() {
      if (real !== undefined) await client.db().dropDatabase();
      await client.close();
      await Promise.all([database.stop(), redis.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type OpenDatabase = {
  readonly url: string;
  readonly port: number;
  readonly pids: () => readonly number[];
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<unknown>;
};

async function openEmbedded(data: string): Promise<OpenDatabase> {
  await cp(await preparedFolder(), data, { recursive: true });
  const { mongo, port, url } = await startMongo(data);
  let running = mongo;
  const kill = async () => {
    await running.kill();
    running = (await startMongo(data, port)).mongo;
  };
  return { url, port, pids: () => [running.pid], kill, stop: () => running.stop() };
}

/** A database of its own on a real replica set. `TEST_DATABASE_KILL` is the command that kills the primary of the set. */
async function openReal(server: string): Promise<OpenDatabase> {
  const url = server.replace(/^(mongodb:\/\/[^/?]+)\/?[^?]*/, `$1/scarlet_test_${randomUUID().slice(0, 8)}`);
  await prepare(url);
  const kill = async () => {
    const killer = startChild("sh", ["-c", process.env.TEST_DATABASE_KILL ?? "exit 1"], process.env);
    if ((await killer.exited) !== 0) throw new Error(`TEST_DATABASE_KILL failed: ${killer.output()}`);
  };
  return { url, port: 0, pids: () => [], kill, stop: () => Promise.resolve() };
}

/** The embedded database's folder of a shop that was prepared: to be copied, not used. */
export function preparedFolder(): Promise<string> {
  return oncePerRun("prepared", prepareData);
}

/** The data folder of a shop that was prepared and whose database was then stopped. */
async function prepareData(folder: string): Promise<void> {
  const { mongo, url } = await startMongo(folder);
  await prepare(url);
  await mongo.stop();
}

/** The embedded database on a data folder, empty or not. */
export async function startMongo(
  data: string,
  onPort?: number,
): Promise<{ mongo: Child; port: number; url: string }> {
  const port = onPort ?? (await freePort());
  const program = "packages/embedded-mongo/src/main.ts";
  const args = [program, "--port", String(port), "--data", data, "--test-commands"];
  const mongo = startChild(process.execPath, args);
  await until(() => listens(port), mongo);
  return { mongo, port, url: `mongodb://127.0.0.1:${port}/scarlet?replicaSet=rs0` };
}

/** Runs the preparation to its end, as the supervisor does before it starts an API. */
export async function prepare(databaseUrl: string): Promise<Child> {
  const child = startChild(process.execPath, [path.join(ROOT, "apps/api/src/prepare.ts")], {
    ...SETTINGS,
    DATABASE_URL: databaseUrl,
  });
  if ((await child.exited) !== 0) throw new Error(`prepare failed: ${child.output()}`);
  return child;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
