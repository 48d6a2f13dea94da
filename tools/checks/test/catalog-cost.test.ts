import { setTimeout as sleep } from "node:timers/promises";
import type { CommandStartedEvent } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ControlTimes,
  createStockCache,
  type StockCache,
} from "../../../packages/adapters/src/cache/index.ts";
import {
  createCatalogCache,
  createProductStore,
  putCategories,
} from "../../../packages/adapters/src/catalog/index.ts";
import {
  addProducts,
  createContentRaiser,
  createStockReader,
} from "../../../packages/adapters/src/inventory/index.ts";
import { connectMongo, type Mongo } from "../../../packages/adapters/src/mongo/index.ts";
import { monitorRedis, type RedisMonitor } from "../../../packages/adapters/src/redis/index.ts";
import {
  CATEGORIES,
  openTestDatabase,
  type TestDatabase,
} from "../../../packages/adapters/test/harness/database.ts";
import { NO_FENCE } from "../../../packages/adapters/test/harness/no-fence.ts";
import {
  openTestRedis,
  SILENT,
  type TestRedis,
} from "../../../packages/adapters/test/harness/redis-server.ts";
import { getProduct, listNeighbours, listProducts } from "../../../packages/services/src/catalog/index.ts";
import { buildProduct } from "../../../packages/testing/src/builders/index.ts";

// What a read of the catalog asks of Redis and of the database, command by command: the figures of docs/cache.md. What
// processes ask in the background (the control document, their lineage) is left out.

const TIMES = {
  readingValidMs: 2_000,
  beginMs: 2_000,
  transactionMs: 0,
  marginMs: 100,
  refreshMs: 200,
  healthyMs: 100,
} satisfies Partial<ControlTimes>;
/**
 * A machine that pauses for longer than the control document may be old sends one read to the database, which is right
 * and no cost to count. What always costs more fails every time.
 */
const COUNTED_AGAIN = { retry: 4 };
const READ_COLLECTIONS = ["products", "product_stock", "stock"];

let database: TestDatabase;
let mongo: Mongo;
let redis: TestRedis;
let monitor: RedisMonitor;
let stock: StockCache;
let sent: { redis: string[]; database: string[] };
beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
  sent = { redis: [], database: [] };
  mongo.client.on("commandStarted", ({ commandName, command }: CommandStartedEvent) => {
    const collection = String(command[commandName]);
    if (READ_COLLECTIONS.includes(collection)) sent.database.push(collection);
  });
  monitor = await monitorRedis(redis.link.client, (_timeS, args) => {
    if (args.some((arg) => /catalog:|product:(content|slug|list|stock)/.test(arg)))
      sent.redis.push(String(args[0]).toLowerCase());
  });
  await putCategories(mongo, CATEGORIES);
  const products = Array.from({ length: 30 }, (_, index) =>
    buildProduct(`thing-${index}`, [`THING-${index}`]),
  );
  await addProducts(
    { mongo, fence: NO_FENCE },
    products.map((product) => ({ product, onHand: {} })),
  );
  const source = createStockReader(mongo);
  stock = await createStockCache({ redis: redis.link.client, mongo, source, log: SILENT, times: TIMES });
  while (stock.control.readable() === null) await sleep(20);
}, 120_000);
afterAll(async () => {
  monitor.close();
  await stock.close();
  await mongo.close();
  await Promise.all([database.close(), redis.close()]);
});

/** A process that has just begun and remembers nothing. */
function newProcess() {
  const contents = createContentRaiser({ mongo, fence: stock.fence });
  const ctx = {
    products: createProductStore(mongo),
    catalogCache: createCatalogCache({ redis: redis.link, generations: stock.lists, contents, log: SILENT }),
    stockReader: stock.reader,
    popularity: { seen() {}, top: async () => [] },
  };
  return {
    page: () => getProduct(ctx, { slug: "thing-1" }),
    beside: () => listNeighbours(ctx, { slug: "thing-1" }),
    list: () => listProducts(ctx, { sort: "newest", limit: 24 }),
  };
}

/** The commands that a read sent, and how it was answered. */
async function costOf(read: () => Promise<{ readonly outcome: string }>) {
  await sleep(100);
  sent = { redis: [], database: [] };
  const { outcome } = await read();
  // The monitor hears a command a little later than it is answered.
  await sleep(100);
  return { outcome, redis: sent.redis, database: sent.database };
}

test(
  "a product page: one command to Redis; two more for the first one in a process",
  COUNTED_AGAIN,
  async () => {
    const first = newProcess();
    await first.page();
    expect(await costOf(first.page)).toEqual({ outcome: "hit", redis: ["get"], database: [] });
    const another = newProcess();
    expect(await costOf(another.page)).toEqual({
      outcome: "hit",
      redis: ["get", "get", "get"],
      database: [],
    });
    expect(await costOf(another.page)).toEqual({ outcome: "hit", redis: ["get"], database: [] });
  },
);

test(
  "a product page that Redis has only the stock of: one read of the database, and what it gave is filled",
  COUNTED_AGAIN,
  async () => {
    await newProcess().page();
    for (const pattern of ["*:content:*", "*:slug:*"]) {
      const keys = await redis.link.client.keys(pattern);
      if (keys.length > 0) await redis.link.client.del(keys);
    }
    const cost = await costOf(newProcess().page);
    expect({ ...cost, redis: cost.redis.toSorted() }).toEqual({
      outcome: "miss",
      redis: ["get", "get", "set", "set"],
      database: ["products"],
    });
  },
);

test("a list of 24: one command to Redis; three for the first one in a process", COUNTED_AGAIN, async () => {
  const first = newProcess();
  await first.list();
  expect(await costOf(first.list)).toEqual({ outcome: "hit", redis: ["mget"], database: [] });
  expect(await costOf(newProcess().list)).toEqual({
    outcome: "hit",
    redis: ["get", "get", "mget", "mget"],
    database: [],
  });
});

test("a product page with what stands beside it: one command to Redis for both", COUNTED_AGAIN, async () => {
  const { page, beside } = newProcess();
  const both = async () => {
    const [{ outcome }, found] = await Promise.all([page(), beside()]);
    expect(found.value.items).toHaveLength(4);
    return { outcome: `${outcome} ${found.outcome}` };
  };
  await both();
  expect(await costOf(both)).toEqual({ outcome: "hit hit", redis: ["mget"], database: [] });
});

test("reading on for seconds asks the database for nothing", COUNTED_AGAIN, async () => {
  await newProcess().list();
  await sleep(100);
  sent = { redis: [], database: [] };
  const until = performance.now() + 3_000;
  while (performance.now() < until) {
    await newProcess().list();
    await sleep(50);
  }
  expect(sent.database).toEqual([]);
});
