import { buildProduct } from "@scarlet/testing/builders";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createStockCache, openShopRedis, type StockCache } from "../../src/cache/index.ts";
import { addProducts, createStockReader } from "../../src/inventory/index.ts";
import { connectMongo, type Mongo } from "../../src/mongo/index.ts";
import { openTestDatabase, type TestDatabase } from "../harness/database.ts";
import { NO_FENCE } from "../harness/no-fence.ts";
import { openTestRedis, SILENT, type TestRedis } from "../harness/redis-server.ts";
import { TIMES } from "./two-processes.ts";

// Which database a Redis speaks of: one that was restored, or copied, must not be told what another one said.

const mug = buildProduct("restored-mug", ["RESTORED-1"]);
let database: TestDatabase;
let redis: TestRedis;
beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  const opening = { product: mug, onHand: { "RESTORED-1": 10 } };
  await addProducts({ mongo: database.mongo, fence: NO_FENCE }, [opening]);
});
afterAll(async () => {
  await database.close();
  await redis.close();
});

type OpenShop = {
  readonly shopId: string;
  readonly cache: StockCache;
  /** What a shopper is told is available. */
  readonly available: () => Promise<number | undefined>;
  readonly replaced: () => boolean;
  close(): Promise<void>;
};

/** A process of the shop in this database, once its cache is in use. */
async function openShop(mongo: Mongo): Promise<OpenShop> {
  const { shopId, link } = await openShopRedis({
    mongo,
    url: `redis://127.0.0.1:${redis.port}`,
    log: SILENT,
  });
  let isReplaced = false;
  const cache = await createStockCache({
    redis: link?.client ?? null,
    mongo,
    source: createStockReader(mongo),
    log: SILENT,
    times: TIMES,
    shopId,
    onReplaced: () => {
      isReplaced = true;
    },
  });
  await expect.poll(() => cache.control.readable() !== null, { timeout: 20_000 }).toBe(true);
  return {
    shopId,
    cache,
    async available() {
      const found = await cache.reader.readStock([mug.id]);
      return found.get(mug.id)?.skus[0]?.available;
    },
    replaced: () => isReplaced,
    async close() {
      await cache.close();
      await link?.close();
    },
  };
}

const KEPT = ["stock_cache_control", "stock", "product_stock"];

async function backUp({ db }: Mongo) {
  const found = await Promise.all(
    KEPT.map(async (name) => [name, await db.collection(name).find().toArray()] as const),
  );
  return new Map(found);
}

/** Each document in one step: a process that runs meanwhile makes a control document where it finds none. */
async function restore({ db }: Mongo, backup: Awaited<ReturnType<typeof backUp>>): Promise<void> {
  for (const [name, documents] of backup) {
    await db.collection(name).deleteMany({ _id: { $nin: documents.map(({ _id }) => _id) } });
    for (const { _id, ...fields } of documents)
      await db.collection(name).replaceOne({ _id }, fields, { upsert: true });
  }
}

/** A sale as far as figures go, past the cache: who reads by the value that stands in Redis does not hear of it. */
async function setAvailable({ db }: Mongo, available: number): Promise<void> {
  await db.collection("product_stock").updateOne({}, { $inc: { version: 1 } });
  await db.collection("stock").updateOne({ sku: "RESTORED-1" }, { $set: { onHand: available, available } });
}

const entries = async ({ db }: Mongo) =>
  (await db.collection("stock_cache_control").findOne({}))?.lineage as readonly string[] | undefined;

async function untilAdded(mongo: Mongo): Promise<void> {
  const before = (await entries(mongo))?.at(-1);
  await expect.poll(async () => (await entries(mongo))?.at(-1), { timeout: 10_000 }).not.toBe(before);
}

test("a backup that is put back is not told the figures of the future that it gave up", async () => {
  const { mongo } = database;
  await setAvailable(mongo, 10);
  const before = await openShop(mongo);
  await untilAdded(mongo);
  const backup = await backUp(mongo);
  await setAvailable(mongo, 3);
  expect(await before.available()).toBe(3);
  await untilAdded(mongo);
  await untilAdded(mongo);
  await before.close();
  await restore(mongo, backup);
  const after = await openShop(mongo);
  expect(after.shopId).not.toBe(before.shopId);
  expect(await after.available()).toBe(10);
  await after.close();
}, 60_000);

test("a shop that runs while a backup is put back notices within seconds, and goes no further", async () => {
  const { mongo } = database;
  const running = await openShop(mongo);
  await untilAdded(mongo);
  const backup = await backUp(mongo);
  await untilAdded(mongo);
  await untilAdded(mongo);
  await restore(mongo, backup);
  await expect.poll(running.replaced, { timeout: 5_000 }).toBe(true);
  await running.close();
}, 60_000);

test("a copy of the database has keys of its own on the same Redis, and the original keeps its", async () => {
  const { mongo } = database;
  const original = await openShop(mongo);
  await setAvailable(mongo, 7);
  await original.cache.reader.readStock([mug.id]);
  await untilAdded(mongo);
  const copied = await connectMongo({
    url: database.url.replace(/\/scarlet_test_(\w+)/, "/scarlet_copy_$1"),
  });
  await restore(copied, await backUp(mongo));
  await untilAdded(mongo);
  await untilAdded(mongo);
  const copy = await openShop(copied);
  await setAvailable(copied, 4);
  expect(copy.shopId).not.toBe(original.shopId);
  expect(await copy.available()).toBe(4);
  expect(await original.available()).toBe(7);
  expect(original.replaced()).toBe(false);
  await Promise.all([copy.close(), original.close()]);
  await copied.db.dropDatabase();
  await copied.close();
}, 60_000);

test("every key and channel of a shop begins with its id", async () => {
  const { mongo } = database;
  await redis.link.client.flushall();
  const shop = await openShop(mongo);
  await shop.available();
  await untilAdded(mongo);
  // Warming goes on beside this, and how long it takes is the machine's affair.
  const keys = await vi.waitFor(
    async () => {
      await shop.available();
      const found = await redis.link.client.keys("*");
      expect(found.length).toBeGreaterThan(64);
      return found;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(keys.filter((key) => !key.startsWith(`scarlet:${shop.shopId}:`))).toEqual([]);
  await shop.close();
}, 60_000);
