import { setTimeout as sleep } from "node:timers/promises";
import type { CacheOutcome, CatalogCache } from "@scarlet/domain/catalog";
import { buildProduct } from "@scarlet/testing/builders";
import { describeCatalogCache } from "@scarlet/testing/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCatalogCache, createProductStore, putCategories } from "../src/catalog/index.ts";
import { addProducts, createContentRaiser } from "../src/inventory/index.ts";
import type { RedisLink } from "../src/redis/index.ts";
import { CATEGORIES, openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { knownGenerations } from "./harness/list-generations.ts";
import { NO_FENCE } from "./harness/no-fence.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

let database: TestDatabase;
let redis: TestRedis;
beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
});
afterAll(() => Promise.all([database.close(), redis.close()]));

const cacheOver = (link: RedisLink | null, mongo = database.mongo): CatalogCache =>
  createCatalogCache({
    redis: link,
    generations: knownGenerations(mongo),
    contents: createContentRaiser({ mongo, fence: NO_FENCE }),
    log: SILENT,
  });

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
  await addProducts({ mongo: database.other, fence: NO_FENCE }, [opening]);
  for (const hint of hints) expect(await hint?.stands()).toBeNull();
  expect(await totals()).toEqual([1, 1, 1, 1]);
});

test("opening what is there already costs no list", async () => {
  await Promise.all([database.clear(), redis.link.client.flushall()]);
  await putCategories(database.mongo, CATEGORIES);
  const opening = { product: buildProduct("there", ["THERE-1"]), onHand: {} };
  const open = () => addProducts({ mongo: database.mongo, fence: NO_FENCE }, [opening]);
  const generation = () => knownGenerations(database.mongo).now();
  expect(await open()).toBe(1);
  const before = await generation();
  expect(await open()).toBe(0);
  expect(await generation()).toEqual(before);
});

const mug = buildProduct("old-mug");
const versions = new Map([[mug.id, mug.contentVersion]]);

describe("what the catalog cache does when Redis fails", () => {
  const read = (cache: CatalogCache) => cache.productsByIds([mug.id], async () => [mug], versions);
  const found = (outcome: CacheOutcome) => ({ value: [mug], outcome });

  beforeEach(async () => {
    await Promise.all([database.clear(), redis.link.client.flushall()]);
  });

  test("without Redis a read is answered from the database, and then from this process", async () => {
    const cache = cacheOver(null);
    expect(await read(cache)).toEqual(found("bypass"));
    expect(await read(cache)).toEqual(found("hit"));
    const head = { entries: [], total: 0, complete: true };
    const list = () => cache.list({ sort: "newest" }, async () => head);
    for (let times = 0; times < 2; times += 1)
      expect(await list()).toEqual({ value: head, outcome: "bypass" });
  });

  test("a Redis that stopped answering delays a read by its time limit, not longer, and raises nothing", async () => {
    const link = await redis.connect(100);
    redis.freeze();
    const begun = performance.now();
    const answer = await read(cacheOver(link)).finally(() => redis.thaw());
    expect(answer).toEqual(found("bypass"));
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  test("a Redis that was emptied is filled again", async () => {
    await read(cacheOver(redis.link));
    expect(await read(cacheOver(redis.link))).toEqual(found("hit"));
    await redis.link.client.flushall();
    expect(await read(cacheOver(redis.link))).toEqual(found("miss"));
    expect(await read(cacheOver(redis.link))).toEqual(found("hit"));
  });

  test("another product, or another version, under a key is not believed", async () => {
    const [key = ""] = await keysAfter(() => read(cacheOver(redis.link)));
    for (const wrong of [buildProduct("other"), { ...mug, contentVersion: 2 }]) {
      await redis.link.client.set(key, JSON.stringify(wrong));
      expect((await read(cacheOver(redis.link))).value).toEqual([mug]);
    }
  });

  test("many readers of a missing product ask the database once, and one of them fills", async () => {
    const cache = cacheOver(redis.link);
    let loads = 0;
    const load = async () => {
      loads += 1;
      await sleep(20);
      return [mug];
    };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => cache.productsByIds([mug.id], load, versions)),
    );
    expect(loads).toBe(1);
    for (const { value } of answers) expect(value).toEqual([mug]);
  });
});

async function keysAfter(act: () => Promise<unknown>): Promise<string[]> {
  await act();
  return redis.link.client.keys("*:content:*");
}
