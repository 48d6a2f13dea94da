import { setTimeout as sleep } from "node:timers/promises";
import type { ProbeAge } from "@scarlet/domain/cache";
import { buildProduct } from "@scarlet/testing/builders";
import { describeStockReader, describeStockStore, type StockEngine } from "@scarlet/testing/contract";
import { ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createStockCache, type StockCache } from "../../src/cache/index.ts";
import { probe } from "../../src/cache/telemetry/auditor.ts";
import {
  addProducts,
  committedVersionOf,
  createStockReader,
  recentlyChangedProducts,
} from "../../src/inventory/index.ts";
import { createOrderStock } from "../../src/orders/index.ts";
import type { BoundRedis } from "../../src/redis/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "../harness/database.ts";
import { NO_FENCE } from "../harness/no-fence.ts";
import { openTestRedis, type TestRedis } from "../harness/redis-server.ts";

const quiet = { info() {}, warn() {}, error() {} };
/** Short, so that the cache comes back within a second; the embedded server's transactions end long before. */
const TIMES = {
  readingValidMs: 400,
  beginMs: 2_000,
  transactionMs: 0,
  marginMs: 100,
  refreshMs: 50,
  healthyMs: 100,
};

let database: TestDatabase;
let server: TestRedis;
let redis: readonly BoundRedis[];
let caches: readonly StockCache[];

beforeAll(async () => {
  database = await openTestDatabase();
  server = await openTestRedis();
  redis = [server.link.client, (await server.connect()).client];
  const processes = [database.mongo, database.other] as const;
  caches = await Promise.all(
    processes.map((mongo, place) =>
      createStockCache({
        redis: redis[place] ?? null,
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
  await server.close();
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
  const reads = caches.map((cache) => cache.stats.report().reads);
  expect(reads.some(({ fill }) => fill > 0)).toBe(true);
  expect(reads.some(({ hit }) => hit > 0)).toBe(true);
});

test("staff keep it off for every process, and let it come back", async () => {
  await open();
  const admin = caches[0]?.admin;
  if (!admin) throw new Error("a process was to be opened");
  await admin.switchOff({ by: "Ines Okafor", why: "Redis moves house" });
  await expect.poll(() => caches.some((cache) => cache.control.readable() !== null)).toBe(false);
  const seen = caches.map((cache) => cache.control.reading()?.sentAtMs ?? 0);
  // Several rounds of every keeper, far longer than Redis must have been well.
  await expect
    .poll(() => caches.every((cache, at) => (cache.control.reading()?.sentAtMs ?? 0) > (seen[at] ?? 0) + 500))
    .toBe(true);
  expect(await admin.health()).toMatchObject({
    mode: "off",
    keptOff: { by: "Ines Okafor", why: "Redis moves house" },
    drainMs: 2_400,
  });
  expect(await admin.switchOn()).toBe(true);
  expect(await admin.switchOn()).toBe(false);
  await open();
  expect((await admin.health()).keptOff).toBeNull();
}, 20_000);

/** A product that only one test knows, with one SKU. */
async function openOne(slug: string, onHand: number): Promise<string> {
  const sku = `${slug.toUpperCase()}-1`;
  const product = buildProduct(slug, [sku]);
  await addProducts({ mongo: database.mongo, fence: NO_FENCE }, [{ product, onHand: { [sku]: onHand } }]);
  return product.id;
}

type StoppedWord = { _id: string; at: Date; process: string; startedAt: Date };

describe("the admin asks every process what it would tell a shopper", () => {
  test("one fills what is missing, the next finds it, and nobody counts it as a read", async () => {
    await open();
    const [cache] = caches;
    const productId = await openOne("asked", 5);
    const counted = () => caches.map(({ stats }) => stats.report().reads);
    const before = counted();
    const asked = await cache?.admin.ask(productId);
    expect(asked?.committed).toBe(1);
    expect(asked?.processes).toHaveLength(2);
    for (const { answer } of asked?.processes ?? [])
      expect(answer).toMatchObject({
        outcome: expect.stringMatching(/hit|miss/),
        mode: "on",
        figures: { version: 1, onHand: 5, available: 5, freeAt: null },
      });
    const again = await cache?.admin.ask(productId);
    expect(again?.processes.map(({ answer }) => answer?.outcome)).toEqual(["hit", "hit"]);
    expect(counted()).toEqual(before);
  });

  test("what is being written comes from the database; a process that says nothing is told as silent", async () => {
    await open();
    const [cache] = caches;
    const reading = cache?.control.readable();
    if (!cache || !reading) throw new Error("a process was to be opened");
    const productId = await openOne("being-written", 3);
    await cache.scripts.fence(reading, [productId], "a writer that takes its time", 10_000);
    const words = database.mongo.db.collection<StoppedWord>("stock_cache_words");
    const startedAt = new Date(Date.now() + 60_000);
    await words.insertOne({ _id: "stopped", at: startedAt, process: "stopped:1", startedAt });
    const { processes } = await cache.admin.ask(productId);
    await words.deleteOne({ _id: "stopped" });
    const here = expect.stringContaining(String(process.pid));
    expect(
      processes.map((each) => [each.process, each.answer?.outcome, each.answer?.figures?.version]),
    ).toEqual([
      [here, "fenced", 1],
      [here, "fenced", 1],
      ["stopped:1", undefined, undefined],
    ]);
  });
});

test("one process of all warms again at a time, and only what is missing is filled", async () => {
  await open();
  const productIds = [await openOne("warm-one", 1), await openOne("warm-two", 2)];
  const what = { newest: async () => productIds, words: async () => {} };
  const warmers = caches.map((cache) => cache.startWarmer(what));
  // Each epoch is warmed once by itself, by either of the two.
  await expect
    .poll(() => caches.map(({ stats }) => stats.report().warming.products).sort((a, b) => a - b), {
      timeout: 5_000,
    })
    .toEqual([0, 2]);
  for (const productId of productIds) await caches[0]?.admin.purge(productId);
  expect(await caches[0]?.admin.warm()).toEqual({ products: 2, filled: 2 });
  expect(await caches[1]?.admin.warm()).toEqual({ products: 2, filled: 0 });
  await redis[0]?.set(`product:warming:${caches[0]?.control.reading()?.epoch}`, "taken", "PX", 60_000);
  expect(await caches[1]?.admin.warm()).toBe("busy");
  await Promise.all(warmers.map((each) => each.stop()));
});

test("lists of before are nobody's from the commit on, and reading which generation counts is a hit again", async () => {
  await open();
  const [one, other] = caches;
  if (!one || !other) throw new Error("two processes were to be opened");
  const { generation } = await one.lists.now();
  expect(await other.lists.now()).toEqual({ generation, outcome: "hit" });
  const opening = { product: buildProduct("listed", ["LISTED-1"]), onHand: {} };
  await addProducts({ mongo: database.mongo, fence: one.fence }, [opening]);
  const after = await other.lists.now();
  expect(after.generation).toBeGreaterThan(generation);
  await one.fence.settled();
  expect(await other.lists.now()).toEqual({ generation: after.generation, outcome: "hit" });
  await other.lists.raise();
  expect((await one.lists.now()).generation).toBe(after.generation + 1);
});

test("the auditor tells a value older than what is committed, counts it, and says nothing of a fresh one", async () => {
  await open();
  const [cache] = caches;
  if (!cache) throw new Error("a process was to be opened");
  const product = buildProduct("audited", ["AUDITED-1"]);
  await addProducts({ mongo: database.mongo, fence: NO_FENCE }, [{ product, onHand: { "AUDITED-1": 5 } }]);
  expect(await recentlyChangedProducts(database.mongo, 50)).toContain(product.id);
  await cache.reader.readStock([product.id]);

  const probed: [ProbeAge, boolean][] = [];
  const waiting: (() => Promise<void>)[] = [];
  const alarms: unknown[] = [];
  const parts = {
    recentlyChanged: async () => [product.id],
    committedVersion: (id: string) => committedVersionOf(database.mongo, id),
    reader: cache.reader,
    log: { ...quiet, error: (what: unknown) => alarms.push(what) },
    onProbe: (afterMs: ProbeAge, stale: boolean) => probed.push([afterMs, stale]),
    schedule: (_: number, ask: () => Promise<void>) => waiting.push(ask),
  };
  await probe(parts);
  expect(probed.splice(0)).toEqual([[0, false]]);
  // An edit by hand, past the fence: what the cache holds is old from now on.
  await database.mongo.db
    .collection("product_stock")
    .updateOne({ _id: new ObjectId(product.id) }, { $inc: { version: 1 } });
  for (const ask of waiting.splice(0)) await ask();
  // It knows of nothing newer than the first version, so what it hears is not older.
  expect(probed.splice(0)).toEqual([100, 1_000, 60_000].map((afterMs) => [afterMs, false]));
  await probe(parts);
  const alarm = { productId: product.id, told: 1, committed: 2 };
  expect(alarms).toEqual([{ ...alarm, afterMs: 0 }]);
  await waiting[0]?.();
  await cache.admin.purge(product.id);
  await waiting[1]?.();
  expect(probed).toEqual([
    [0, true],
    [100, true],
    [1_000, false],
  ]);
  expect(alarms).toEqual([0, 100].map((afterMs) => ({ ...alarm, afterMs })));
  for (const each of probed) cache.stats.probed(...each);
  expect(cache.stats.report().audits).toEqual([
    { afterMs: 0, total: 1, stale: 1 },
    { afterMs: 100, total: 1, stale: 1 },
    { afterMs: 1_000, total: 1, stale: 0 },
    { afterMs: 60_000, total: 0, stale: 0 },
  ]);
});
