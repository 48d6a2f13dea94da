import { REQUEST_LIFETIME_DAYS } from "@scarlet/domain/back-in-stock";
import type { Product } from "@scarlet/domain/catalog";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import {
  describeBackInStockStore,
  describeCartStore,
  describeHiddenBuyers,
  describeHoldCounting,
  describeIssueStore,
  describeLedgerStore,
  describeMailQueue,
  describeOrderNumbers,
  describeOrderStore,
  describeOutbox,
  describePaymentGateway,
  describeProductStore,
  describeStockReader,
  describeStockStore,
} from "@scarlet/testing/contract";
import { ObjectId } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBackInStockStore } from "../src/back-in-stock/index.ts";
import { createCartStore } from "../src/cart/index.ts";
import { createProductStore, putCategories } from "../src/catalog/index.ts";
import { addProducts, createLedgerStore } from "../src/inventory/index.ts";
import { createMailQueue, createOutbox } from "../src/mail/index.ts";
import { createIssueStore, createOrderNumbers } from "../src/orders/index.ts";
import { createTestGateway } from "../src/payments/index.ts";
import { CATEGORIES, openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function openCatalog(products: readonly Product[]) {
  await database.clear();
  await putCategories(database.mongo, CATEGORIES);
  await addProducts(
    { mongo: database.mongo, fence: NO_FENCE },
    products.map((product) => ({ product, onHand: {} })),
  );
  return createProductStore(database.mongo);
}

describeProductStore("MongoDB", openCatalog);
describeStockStore("MongoDB", () => stockEngine(database));
describeHoldCounting("MongoDB", () => stockEngine(database));
describeHiddenBuyers("MongoDB", () => stockEngine(database));
describeStockReader("MongoDB", () => stockEngine(database));
describeOrderStore("MongoDB", () => stockEngine(database));
describeIssueStore("MongoDB", async () => {
  await database.clear();
  return createIssueStore(database.mongo);
});
const KEPT = { delivers: false };
describeLedgerStore("MongoDB", async () => ({
  engine: await stockEngine(database),
  ledger: createLedgerStore(database.mongo),
}));
describeBackInStockStore("MongoDB", async () => ({
  engine: await stockEngine(database),
  store: createBackInStockStore(database.mongo, KEPT),
  other: createBackInStockStore(database.other, KEPT),
  outbox: createOutbox(database.mongo, KEPT),
}));
describeCartStore("MongoDB", async () => {
  await database.clear();
  return createCartStore(database.mongo);
});
describeOrderNumbers("MongoDB", async () => {
  await database.clear();
  return [createOrderNumbers(database.mongo), createOrderNumbers(database.other)];
});
describeMailQueue("MongoDB", async () => {
  await database.clear();
  const outbox = createOutbox(database.mongo, { delivers: true });
  return { outbox, queue: createMailQueue(database.mongo), other: createMailQueue(database.other) };
});
describeOutbox("MongoDB", async () => {
  await database.clear();
  return [createOutbox(database.mongo, KEPT), createOutbox(database.other, KEPT)];
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

test("a back-in-stock request ends by itself after half a year", async () => {
  const indexes = await database.mongo.db.collection("back_in_stock_requests").indexes();
  const ends = indexes.flatMap(({ expireAfterSeconds }) => expireAfterSeconds ?? []);
  expect(ends).toEqual([REQUEST_LIFETIME_DAYS * 24 * 60 * 60]);
});

test("an order that cannot be read stands beside the others, and can be put aside", async () => {
  const { mongo } = database;
  const engine = await stockEngine(database);
  const mug = buildProduct("work-mug", { "WORK-MUG": 2400 });
  await engine.stockUp(mug, { "WORK-MUG": 9 });
  const now = await engine.now();
  const since = new Date(now.getTime() - 90_000);
  const settlement = { kind: "charge", key: "k", amountMinor: 2400, at: since, state: "begun" } as const;
  const orders = [1, 2, 3].map(() => ({ ...buildOrder(mug, 1, { id: engine.newId(), now }), settlement }));
  await engine.store.commitGroup({ skus: ["WORK-MUG"], orderIds: [], intentIds: [] }, () => ({
    changes: [],
    movements: [],
    orderInserts: orders,
    orderUpdates: [],
    remember: [],
  }));
  const [strange = "", unreadable = "", well = ""] = orders.map(({ id }) => id);
  const raw = mongo.db.collection("orders");
  await raw.updateOne({ _id: new ObjectId(strange) }, { $set: { status: "lost" } });
  const anyway = { bypassDocumentValidation: true };
  await raw.updateOne({ _id: new ObjectId(unreadable) }, { $set: { lines: "none" } }, anyway);
  const before = new Date(now.getTime() - 60_000);
  const look = async () => {
    const { work, broken } = await engine.orders.unsettled(before, 10);
    const mail = await engine.orders.owingMail(now, now, 10);
    return {
      work: work.map(({ order }) => order.id),
      broken: broken.map(({ id }) => id).toSorted(),
      mail: mail.work.map(({ order }) => order.id),
      noMail: mail.broken.map(({ id }) => id).toSorted(),
    };
  };
  const both = [strange, unreadable].toSorted();
  expect(await look()).toEqual({ work: [well], broken: both, mail: [well], noMail: both });
  await engine.orders.settleLater(strange, 12, null);
  await engine.orders.mailsGivenUp(strange);
  expect(await look()).toEqual({ work: [well], broken: [unreadable], mail: [well], noMail: [unreadable] });
});
