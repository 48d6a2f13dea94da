import { cp, mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Db, MongoClient } from "mongodb";
import { type Child, freePort, ROOT, startChild, until } from "./child.ts";
import { madeOnce } from "./made-once.ts";

/** A database and a cache of their own for one test file, prepared: catalog, demo people. */
export type Stores = {
  readonly databasePort: number;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** The processes of both. */
  readonly pids: readonly number[];
  /** The books, read past the API. */
  readonly db: Db;
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

export async function openStores(): Promise<Stores> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-api-"));
  const data = path.join(folder, "mongo");
  await cp(await madeOnce("prepared", prepareData), data, { recursive: true });
  const redisPort = await freePort();
  const redis = startChild("redis-server", ["--port", String(redisPort), "--save", "", "--dir", folder]);
  const { mongo, port: databasePort, url: databaseUrl } = await startMongo(data);
  await until(() => listens(redisPort), redis);
  const client = await new MongoClient(databaseUrl).connect();
  return {
    databasePort,
    databaseUrl,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    pids: [mongo.pid, redis.pid],
    db: client.db(),
    async close() {
      await client.close();
      await Promise.all([mongo.stop(), redis.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The data folder of a shop that was prepared and whose database was then stopped. */
async function prepareData(folder: string): Promise<void> {
  const { mongo, url } = await startMongo(folder);
  await prepare(url);
  await mongo.stop();
}

/** The embedded database on a data folder, empty or not. */
export async function startMongo(data: string): Promise<{ mongo: Child; port: number; url: string }> {
  const port = await freePort();
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
