import type { Product } from "@scarlet/domain/catalog";
import {
  describeCartStore,
  describeHoldCounting,
  describeLedgerStore,
  describeOrderNumbers,
  describeOrderStore,
  describeOutbox,
  describePaymentGateway,
  describeProductStore,
  describeStockReader,
  describeStockStore,
} from "@scarlet/testing/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCartStore } from "../src/cart/index.ts";
import { createProductStore, putCategories } from "../src/catalog/index.ts";
import { createLedgerStore, openProducts } from "../src/inventory/index.ts";
import { createOutbox } from "../src/mail/index.ts";
import { createOrderNumbers } from "../src/orders/index.ts";
import { createTestGateway } from "../src/payments/index.ts";
import { CATEGORIES, openTestDatabase, stockEngine, type TestDatabase } from "./database.ts";
import { NO_FENCE } from "./no-fence.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function openCatalog(products: readonly Product[]) {
  await database.clear();
  await putCategories(database.mongo, CATEGORIES);
  await openProducts(
    { mongo: database.mongo, fence: NO_FENCE },
    products.map((product) => ({ product, onHand: {} })),
  );
  return createProductStore(database.mongo);
}

describeProductStore("MongoDB", openCatalog);
describeStockStore("MongoDB", () => stockEngine(database));
describeHoldCounting("MongoDB", () => stockEngine(database));
describeStockReader("MongoDB", () => stockEngine(database));
describeOrderStore("MongoDB", () => stockEngine(database));
describeLedgerStore("MongoDB", async () => ({
  engine: await stockEngine(database),
  ledger: createLedgerStore(database.mongo),
}));
describeCartStore("MongoDB", async () => {
  await database.clear();
  return createCartStore(database.mongo);
});
describeOrderNumbers("MongoDB", async () => {
  await database.clear();
  return [createOrderNumbers(database.mongo), createOrderNumbers(database.other)];
});
describeOutbox("MongoDB", async () => {
  await database.clear();
  return [createOutbox(database.mongo), createOutbox(database.other)];
});
describePaymentGateway(
  "test gateway",
  async () => createTestGateway({ mongo: database.mongo, secret: "s", deliver: () => Promise.resolve() }),
  {
    approved: "4242424242424242",
    declined: "4000000000000002",
  },
);

test("answers of writes are kept for a day at least", async () => {
  const indexes = await database.mongo.db.collection("idempotency").indexes();
  const ends = indexes.flatMap(({ expireAfterSeconds }) => expireAfterSeconds ?? []);
  expect(ends).toHaveLength(1);
  expect(ends[0]).toBeGreaterThanOrEqual(86_400);
});
