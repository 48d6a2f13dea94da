import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import { commit, type StockEngine } from "@scarlet/testing/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createProductStore } from "../src/catalog/index.ts";
import { createListGenerations } from "../src/inventory/index.ts";
import { isFoldedOtherwise, refoldSearch } from "../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { NO_FENCE } from "./harness/no-fence.ts";
import { SILENT } from "./harness/redis-server.ts";

const board = buildProduct("board", { "REF-BOARD": 100 }, { title: "Smørrebrød board" });
let database: TestDatabase;
let engine: StockEngine;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const refold = () => refoldSearch({ mongo: database.mongo, fence: NO_FENCE, log: SILENT });
const collection = (name: string) => database.mongo.db.collection(name);

/** A product, its stock and an order whose words were made by rules of before. */
beforeEach(async () => {
  engine = await stockEngine(database);
  await engine.stockUp(board, { "REF-BOARD": 5 });
  const order = buildOrder(board, 1, { id: engine.newId(), now: await engine.now() });
  await commit(engine.store, { skus: ["REF-BOARD"] }, () => ({ inserts: [order] }));
  const address = {
    firstName: "Zoë",
    lastName: "Łukasz",
    street: "x",
    postcode: "9000",
    town: "Gent",
    country: "BE",
  };
  await collection("orders").updateMany({}, { $set: { address, tokens: ["sc-1", "łukasz"] } });
  await collection("products").updateMany(
    {},
    { $set: { tokens: ["smørrebrød"], sortTitle: "smørrebrød" }, $unset: { pricePrefixes: 1 } },
  );
  await collection("stock").updateMany({}, { $set: { tokens: ["smørrebrød"] } });
});

async function found(): Promise<readonly number[]> {
  const store = createProductStore(database.mongo);
  const products = await store.listHead({ sort: "newest", q: "smorrebrod" });
  const priced = await store.listHead({ sort: "newest", maxPrice: 100 });
  const rows = await engine.store.listRows({ limit: 5, q: "smorrebrod" });
  const orders = await engine.orders.list({ limit: 5, q: "lukasz" });
  return [products.total, priced.entries.length, rows.items.length, orders.items.length];
}

test("what was stored by other rules is found by today's, once it was made anew", async () => {
  expect(await found()).toEqual([0, 0, 0, 0]);
  expect(await refold()).toBe(2);
  expect(await found()).toEqual([1, 1, 1, 1]);
  const [product] = await collection("products").find().toArray();
  expect(product).toMatchObject({ sortTitle: "smorrebrod board", title: board.title });
});

test("it is done once, changes nothing else, and ends the lists of before", async () => {
  const { mongo } = database;
  const lists = createListGenerations({ mongo, reader: engine.reader, fence: NO_FENCE });
  const generation = async () =>
    (await collection("product_stock").find().toArray()).map(({ version }) => version);
  await lists.raise();
  const [row] = await collection("stock")
    .find({}, { projection: { tokens: 0 } })
    .toArray();
  const before = await generation();
  expect(await isFoldedOtherwise(mongo)).toBe(true);
  await refold();
  expect(await generation()).not.toEqual(before);
  expect(
    await collection("stock")
      .find({}, { projection: { tokens: 0 } })
      .toArray(),
  ).toEqual([row]);
  expect(await isFoldedOtherwise(mongo)).toBe(false);
  expect(await refold()).toBe(0);
});
