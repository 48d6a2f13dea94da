import { setTimeout as sleep } from "node:timers/promises";
import type { CatalogCache, Product } from "@scarlet/domain/catalog";
import { buildProduct } from "@scarlet/testing/builders";
import { describeCatalogCache } from "@scarlet/testing/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCatalogCache, createProductStore, putCategories } from "../src/catalog/index.ts";
import { openProducts } from "../src/inventory/index.ts";
import type { RedisLink } from "../src/redis/index.ts";
import { CATEGORIES, openTestDatabase, type TestDatabase } from "./database.ts";
import { knownGenerations } from "./list-generations.ts";
import { NO_FENCE } from "./no-fence.ts";
import { openTestRedis, SILENT, type TestRedis } from "./redis-server.ts";

let database: TestDatabase;
let redis: TestRedis;
beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
});
afterAll(() => Promise.all([database.close(), redis.close()]));

const cacheOver = (link: RedisLink | null, mongo = database.mongo): CatalogCache =>
  createCatalogCache({ mongo, redis: link, generations: knownGenerations(mongo), log: SILENT });

describeCatalogCache("Redis", async () => {
  await Promise.all([database.clear(), redis.link.client.flushall()]);
  return cacheOver(redis.link);
});

test("a product that opens is in lists at once, whatever a process remembers of them", async () => {
  await Promise.all([database.clear(), redis.link.client.flushall()]);
  await putCategories(database.mongo, CATEGORIES);
  const caches = [cacheOver(redis.link), cacheOver(await redis.connect(), database.other)];
  const store = createProductStore(database.mongo);
  const totals = () =>
    Promise.all(
      caches.flatMap((cache) =>
        [undefined, "ceramics"].map(async (category) => {
          const filter = { sort: "newest", ...(category && { category }) } as const;
          return (await cache.list(filter, () => store.listHead(filter))).value.total;
        }),
      ),
    );
  expect(await totals()).toEqual([0, 0, 0, 0]);
  const hints = caches.map((cache) => cache.listHint({ sort: "newest" }));
  const opening = { product: buildProduct("fresh", ["FRESH-1"]), onHand: {} };
  await openProducts({ mongo: database.other, fence: NO_FENCE }, [opening]);
  for (const hint of hints) expect(await hint?.stands()).toBeNull();
  expect(await totals()).toEqual([1, 1, 1, 1]);
});

test("opening what is there already costs no list", async () => {
  await Promise.all([database.clear(), redis.link.client.flushall()]);
  await putCategories(database.mongo, CATEGORIES);
  const opening = { product: buildProduct("there", ["THERE-1"]), onHand: {} };
  const open = () => openProducts({ mongo: database.mongo, fence: NO_FENCE }, [opening]);
  const generation = () => knownGenerations(database.mongo).now();
  expect(await open()).toBe(1);
  const before = await generation();
  expect(await open()).toBe(0);
  expect(await generation()).toEqual(before);
});

const old = buildProduct("old-mug");
const edited: Product = { ...old, title: "Edited", contentVersion: 2 };

describe("what the catalog cache does when Redis fails", () => {
  /** The product as the database of record has it. */
  let stored: Product;
  const bySlug = (cache: CatalogCache) => cache.productBySlug(old.slug, async () => stored);
  const byId = async (cache: CatalogCache) => {
    const { value, outcome } = await cache.productsByIds([old.id], async () => [stored]);
    return { value: value[0], outcome };
  };

  beforeEach(async () => {
    stored = old;
    await Promise.all([database.clear(), redis.link.client.flushall()]);
  });

  test("without Redis every read is answered from the database", async () => {
    const cache = cacheOver(null);
    expect(await bySlug(cache)).toEqual({ value: old, outcome: "bypass" });
    expect(await byId(cache)).toEqual({ value: old, outcome: "bypass" });
    const head = { entries: [], total: 0, complete: true };
    expect(await cache.list({ sort: "newest" }, async () => head)).toEqual({
      value: head,
      outcome: "bypass",
    });
  });

  test("a Redis that stopped answering delays a read by its time limit, not longer, and raises nothing", async () => {
    const cache = cacheOver(await redis.connect(100));
    await bySlug(cache);
    redis.freeze();
    const begun = performance.now();
    const found = await bySlug(cache).finally(() => redis.thaw());
    expect(found).toEqual({ value: old, outcome: "bypass" });
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  test("a change that could not be told to Redis is not undone by what Redis still holds afterwards", async () => {
    const link = await redis.connect();
    const [here, there] = [cacheOver(link), cacheOver(redis.link, database.other)];
    await bySlug(here);
    expect(await bySlug(there)).toMatchObject({ value: old, outcome: "hit" });
    link.client.disconnect();
    stored = edited;
    await here.invalidateProduct(old.id, "content");
    await link.client.connect();
    while (!link.isUsable()) await sleep(5);
    for (const cache of [here, there]) {
      expect((await bySlug(cache)).value).toEqual(edited);
      expect((await byId(cache)).value).toEqual(edited);
    }
    expect(await bySlug(here)).toMatchObject({ value: edited, outcome: "hit" });
  });

  test("a process that cannot reach Redis takes old content away from one that can", async () => {
    const [cutOff, well] = [cacheOver(null), cacheOver(redis.link, database.other)];
    await bySlug(well);
    expect(await bySlug(well)).toMatchObject({ value: old, outcome: "hit" });
    stored = edited;
    await cutOff.invalidateProduct(old.id, "content");
    expect((await bySlug(well)).value).toEqual(edited);
  });

  test("a change told in a new epoch also reaches those who still read by the old one", async () => {
    const [reader, writer] = [cacheOver(redis.link), cacheOver(await redis.connect(), database.other)];
    await byId(reader);
    // Somebody ended the epoch just now; the reader does not know it yet and the writer has just learnt of it.
    await database.mongo.db.collection("cache_control").updateOne({}, { $inc: { epoch: 1 } });
    stored = edited;
    await writer.invalidateProduct(old.id, "content");
    expect((await byId(reader)).value).toEqual(edited);
  });

  test("a change is told in the epoch of the database, not in the one that the writer last saw", async () => {
    const writer = cacheOver(redis.link);
    await byId(writer);
    await database.mongo.db.collection("cache_control").updateOne({}, { $inc: { epoch: 1 } });
    const reader = cacheOver(await redis.connect(), database.other);
    await byId(reader);
    expect(await byId(reader)).toEqual({ value: old, outcome: "hit" });
    stored = edited;
    await writer.invalidateProduct(old.id, "content");
    expect((await byId(reader)).value).toEqual(edited);
  });

  test("a slow load that began before a change does not come back through another process", async () => {
    const [slow, quick] = [cacheOver(redis.link), cacheOver(await redis.connect(), database.other)];
    await byId(slow);
    await redis.link.client.flushall();
    let finish: (products: Product[]) => void = () => {};
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const reading = slow.productsByIds([old.id], () => {
      begin();
      return new Promise((resolve) => (finish = resolve));
    });
    await begun;
    stored = edited;
    await quick.invalidateProduct(old.id, "content");
    await redis.link.client.flushall();
    // A read that begins now must not wait for the load that began before the change.
    expect((await byId(slow)).value).toEqual(edited);
    finish([old]);
    await reading;
    expect((await byId(slow)).value).toEqual(edited);
    expect((await byId(quick)).value).toEqual(edited);
  });

  test("a Redis that is not the one in use is not read, and taken up in a new epoch after a while", async () => {
    const cache = cacheOver(redis.link);
    await byId(cache);
    const control = database.mongo.db.collection("cache_control");
    await control.updateOne({}, { $set: { runId: "another Redis" }, $inc: { epoch: 1 } });
    stored = edited;
    const restarted = cacheOver(await redis.connect(), database.other);
    expect(await byId(restarted)).toEqual({ value: edited, outcome: "bypass" });
    await sleep(1_100);
    expect(await byId(restarted)).toEqual({ value: edited, outcome: "miss" });
    expect(await control.findOne({})).toMatchObject({ epoch: 3, runId: redis.link.runId() });
  });

  test("many readers of a missing product ask the database once", async () => {
    const cache = cacheOver(redis.link);
    await cache.list({ sort: "newest" }, async () => ({ entries: [], total: 0, complete: true }));
    let loads = 0;
    const load = async () => {
      loads += 1;
      await sleep(20);
      return [old];
    };
    const found = await Promise.all(Array.from({ length: 50 }, () => cache.productsByIds([old.id], load)));
    expect(loads).toBe(1);
    for (const { value } of found) expect(value).toEqual([old]);
  });
});
