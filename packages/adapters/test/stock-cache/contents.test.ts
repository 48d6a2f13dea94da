import type { CatalogCache, Product } from "@scarlet/domain/catalog";
import { ObjectId } from "mongodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCatalogCache, createProductStore } from "../../src/catalog/index.ts";
import { createContentRaiser } from "../../src/inventory/index.ts";
import { Wire } from "../harness/fault-injecting-wire.ts";
import { openTestRedis, SILENT, type TestRedis } from "../harness/redis-server.ts";
import { type CacheProcess, openTwoProcesses, type TwoProcesses } from "./two-processes.ts";

// Words and prices beside stock, as a product page reads them, in two processes of one shop that both remember all that
// they saw. "By hand" is an edit in the database that raises no version.

let redis: TestRedis;
let wire: Wire;
let shop: TwoProcesses;
let first: Reader;
let second: Reader;
beforeAll(async () => {
  redis = await openTestRedis();
  wire = await Wire.open(redis.port);
  shop = await openTwoProcesses([redis.link, await redis.connect(undefined, wire.port)]);
}, 120_000);
afterAll(async () => {
  await shop.close();
  wire.close();
  await redis.close();
});
beforeEach(async () => {
  await shop.open(redis.link.runId);
  [first, second] = [readerOf(shop.first), readerOf(shop.second)];
}, 30_000);

type Reader = {
  readonly catalog: CatalogCache;
  readonly titleOf: (id: string) => Promise<string | undefined>;
};

/** A process that has just begun, over the caches of one that runs. */
function readerOf({ mongo, link, cache }: CacheProcess): Reader {
  const products = createProductStore(mongo);
  const contents = createContentRaiser({ mongo, fence: cache.fence });
  const catalog = createCatalogCache({ redis: link, generations: cache.lists, contents, log: SILENT });
  return {
    catalog,
    async titleOf(id) {
      const stock = await cache.reader.readStock([id]);
      const versions = new Map([...stock].map(([each, { contentVersion }]) => [each, contentVersion]));
      const read = await catalog.productsByIds([id], (ids) => products.findByIds(ids), versions);
      return read.value[0]?.title;
    },
  };
}

const collection = (name: string) =>
  shop.first.mongo.db.collection<{ _id: ObjectId } & Partial<Product>>(name);
const editByHand = (id: string, change: Partial<Product>) =>
  collection("products").updateOne({ _id: new ObjectId(id) }, { $set: change });
const versionOf = async (id: string) =>
  (await collection("products").findOne({ _id: new ObjectId(id) }))?.contentVersion ?? 0;
const titles = (id: string) => Promise.all([first, second].map((reader) => reader.titleOf(id)));

test("an edit by hand is shown by every process at once, after one of them was told", async () => {
  const id = await shop.openOne("edited");
  const [before] = await titles(id);
  await editByHand(id, { title: "Edited by hand" });
  expect(await titles(id)).toEqual([before, before]);
  await second.catalog.invalidateProduct(id);
  expect(await titles(id)).toEqual(["Edited by hand", "Edited by hand"]);
});

test("it takes lists and stock that were cached before away as well", async () => {
  const id = await shop.openOne("edited-more");
  const lists = () => shop.first.cache.lists.now();
  await titles(id);
  const before = [await lists(), await shop.first.read(id)] as const;
  await second.catalog.invalidateProduct(id);
  expect((await lists()).generation).toBeGreaterThan(before[0].generation);
  expect(await shop.first.read(id)).toBeGreaterThan(before[1]);
});

test("a process that cannot reach Redis takes nothing away that others go on to show, and shows no less itself", async () => {
  const id = await shop.openOne("cut-off");
  await titles(id);
  await editByHand(id, { title: "Told without Redis" });
  wire.fault = "cut";
  try {
    // It may be refused, as every write of stock is by a process that alone is sick; what counts is what is shown then.
    const told = await second.catalog.invalidateProduct(id).then(
      () => true,
      () => false,
    );
    if (told) expect(await titles(id)).toEqual(["Told without Redis", "Told without Redis"]);
  } finally {
    wire.fault = "none";
  }
  await shop.open(redis.link.runId);
  await second.catalog.invalidateProduct(id);
  expect(await titles(id)).toEqual(["Told without Redis", "Told without Redis"]);
});

test("no version comes twice: what a lost future had under the next number is not shown", async () => {
  const id = await shop.openOne("restored");
  const [backup] = await titles(id);
  // A future that is given up: one edit, seen by both, in Redis and in their memory.
  await editByHand(id, { title: "Lost", contentVersion: 2 });
  await first.catalog.invalidateProduct(id);
  expect(await titles(id)).toEqual(["Lost", "Lost"]);
  const lost = await versionOf(id);
  // The collection is put back as it was, and edited otherwise.
  await editByHand(id, { title: String(backup), contentVersion: 1 });
  await first.catalog.invalidateProduct(id);
  await first.catalog.invalidateProduct(id);
  expect(await versionOf(id)).toBeGreaterThan(lost);
  expect(await titles(id)).toEqual([backup, backup]);
});

test("a flush raises every product, also more than one transaction takes", async () => {
  const id = await shop.openOne("flushed-0");
  for (let index = 1; index < 60; index += 1) await shop.openOne(`flushed-${index}`);
  await titles(id);
  await collection("products").updateMany({}, { $set: { title: "Restored by hand" } });
  const { mongo, cache } = shop.second;
  const raised = await createContentRaiser({ mongo, fence: cache.fence }).raiseAll();
  expect(raised).toBe(await collection("products").countDocuments());
  expect(await titles(id)).toEqual(["Restored by hand", "Restored by hand"]);
}, 60_000);

test("an emptied Redis and a process that begins anew change nothing but what a read costs", async () => {
  const id = await shop.openOne("emptied");
  await titles(id);
  await redis.link.client.flushall();
  const fresh = readerOf(shop.first);
  expect(await fresh.titleOf(id)).toBe(await second.titleOf(id));
});
