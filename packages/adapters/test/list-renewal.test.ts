import type { CatalogCache, ListHead } from "@scarlet/domain/catalog";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCatalogCache } from "../src/catalog/index.ts";
import { createContentRaiser } from "../src/inventory/index.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { knownGenerations } from "./harness/list-generations.ts";
import { NO_FENCE } from "./harness/no-fence.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

let database: TestDatabase;
let redis: TestRedis;
beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
});
afterAll(() => Promise.all([database.close(), redis.close()]));

const PAST_ITS_TIME_MS = 61_000;
const listOf = (total: number): ListHead => ({ entries: [], total, complete: true });

let clockMs: number;
/** How many loads began, and the list as the database has it. */
let loads: number;
let stored: ListHead;
/** Loads wait for this. */
let pause: Promise<void>;

beforeEach(async () => {
  await Promise.all([database.clear(), redis.link.client.flushall()]);
  [clockMs, loads, stored, pause] = [0, 0, listOf(1), Promise.resolve()];
});

const processOf = (link = redis.link, mongo = database.mongo): CatalogCache =>
  createCatalogCache({
    redis: link,
    generations: knownGenerations(mongo),
    contents: createContentRaiser({ mongo, fence: NO_FENCE }),
    log: SILENT,
    renewing: { nowMs: () => clockMs, random: () => 0 },
  });

function read(cache: CatalogCache) {
  return cache.list({ sort: "newest" }, async () => {
    loads += 1;
    const seen = stored;
    await pause;
    return seen;
  });
}

test("a list past its time is shown at once and loaded anew beside it, by one of all processes", async () => {
  const [one, other] = [processOf(), processOf(await redis.connect(), database.other)];
  expect(await read(one)).toEqual({ value: listOf(1), outcome: "miss" });
  clockMs += PAST_ITS_TIME_MS;
  stored = listOf(2);
  const { promise, resolve } = Promise.withResolvers<void>();
  pause = promise;
  const shown = await Promise.all([one, one, other, other, other].map(read));
  for (const each of shown) expect(each).toEqual({ value: listOf(1), outcome: "hit" });
  resolve();
  await expect.poll(() => read(other)).toEqual({ value: listOf(2), outcome: "hit" });
  expect(loads).toBe(2);
});

test("a list that is loaded anew when its generation ends is never shown again, neither old nor renewed", async () => {
  const cache = processOf();
  await read(cache);
  clockMs += PAST_ITS_TIME_MS;
  const { promise, resolve } = Promise.withResolvers<void>();
  pause = promise;
  await read(cache);
  await expect.poll(() => loads).toBe(2);
  // The renewal has read the list as it was before this change.
  stored = listOf(3);
  await knownGenerations(database.mongo).raise();
  resolve();
  expect((await read(cache)).value).toEqual(listOf(3));
  expect(await read(cache)).toEqual({ value: listOf(3), outcome: "hit" });
  expect(loads).toBe(3);
});

test("a renewal that fails leaves the list as it is", async () => {
  const cache = processOf();
  await read(cache);
  clockMs += PAST_ITS_TIME_MS;
  pause = Promise.reject(new Error("the database is gone"));
  pause.catch(() => {});
  expect(await read(cache)).toEqual({ value: listOf(1), outcome: "hit" });
  expect(await read(cache)).toEqual({ value: listOf(1), outcome: "hit" });
});

test("of lists that callers make up there is no end of keys, and each reads its own", async () => {
  const cache = processOf();
  const searches = Array.from({ length: 700 }, (_, place) => ({
    sort: "newest" as const,
    q: `lamp${place}`,
  }));
  for (const [place, search] of searches.entries())
    expect((await cache.list(search, async () => listOf(place))).value).toEqual(listOf(place));
  const keys = (await redis.link.client.keys("*:list:*")).filter((key) => !key.endsWith(":renewing"));
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.length).toBeLessThanOrEqual(256);
  const other = processOf();
  for (const [place, search] of searches.entries())
    expect((await other.list(search, async () => listOf(place))).value).toEqual(listOf(place));
});

test("searches that nobody repeats do not push the shelves out", async () => {
  const cache = processOf();
  await read(cache);
  for (let place = 0; place < 600; place++)
    await cache.list({ sort: "newest", minPrice: place }, async () => listOf(place));
  expect(cache.listHint({ sort: "newest" })).not.toBeNull();
  expect(cache.listHint({ sort: "newest", minPrice: 0 })).toBeNull();
  expect(cache.listHint({ sort: "newest", minPrice: 599 })).not.toBeNull();
});
