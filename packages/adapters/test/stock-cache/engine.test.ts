import { setTimeout as sleep } from "node:timers/promises";
import { describeStockReader, describeStockStore, type StockEngine } from "@scarlet/testing/contract";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStockCache, createStockReader, type StockCache } from "../../src/inventory/index.ts";
import { createOrderStock } from "../../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "../database.ts";
import { type Server, startServer } from "../process.ts";

const quiet = { info() {}, warn() {}, error() {} };
/** Short, so that the cache comes back within a second; the embedded server's transactions end long before. */
const TIMES = { viewMs: 400, beginMs: 2_000, transactionMs: 0, marginMs: 100, renewMs: 50, healthyMs: 100 };

let database: TestDatabase;
let server: Server;
let redis: readonly Redis[];
let caches: readonly StockCache[];

beforeAll(async () => {
  database = await openTestDatabase();
  server = await startServer("redis-server", (port) => [
    "--port",
    String(port),
    "--save",
    "",
    "--appendonly",
    "no",
  ]);
  const options = {
    host: "127.0.0.1",
    port: server.port,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  };
  redis = [new Redis(options), new Redis(options)];
  await Promise.all(
    redis.map((client) => client.ping().catch(() => new Promise((ready) => client.once("ready", ready)))),
  );
  const processes = [database.mongo, database.other] as const;
  caches = await Promise.all(
    processes.map((mongo, place) =>
      createStockCache({
        redis: redis[place] ?? new Redis(options),
        mongo,
        source: createStockReader(mongo),
        log: quiet,
        times: TIMES,
      }),
    ),
  );
  await open();
}, 120_000);
afterAll(async () => {
  await Promise.all(caches.map((cache) => cache.close()));
  for (const client of redis) client.disconnect();
  await server.stop();
  await database.close();
});

/** Waits until every process may read the cache. */
async function open(): Promise<void> {
  while (!caches.every((cache) => cache.control.readable() !== null)) await sleep(20);
}

async function cachedEngine(): Promise<StockEngine> {
  const engine = await stockEngine(database);
  // The database was emptied behind the cache's back; its guards may stay.
  for (const pattern of ["product:stock:*", "product:fence:*"]) {
    const keys = (await redis[0]?.keys(pattern)) ?? [];
    if (keys.length > 0) await redis[0]?.del(keys);
  }
  await open();
  const [one, two] = caches;
  if (!one || !two) throw new Error("two processes were to be opened");
  return {
    ...engine,
    store: createOrderStock(database.mongo, one.fence),
    other: createOrderStock(database.other, two.fence),
    reader: two.reader,
  };
}

describeStockStore("MongoDB behind the write fence", cachedEngine);
describeStockReader("Redis before MongoDB", cachedEngine);

test("and Redis was really asked", () => {
  const reads = caches.map((cache) => cache.tally.report().reads);
  expect(reads.some(({ fill }) => fill > 0)).toBe(true);
  expect(reads.some(({ hit }) => hit > 0)).toBe(true);
});
