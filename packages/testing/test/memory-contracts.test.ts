import {
  describeBackInStockStore,
  describeCartStore,
  describeCatalogCache,
  describeHiddenBuyers,
  describeHoldCounting,
  describeIssueStore,
  describeLedgerStore,
  describeMailQueue,
  describeOrderNumbers,
  describeOrderStore,
  describeOutbox,
  describePaymentGateway,
  describePopularity,
  describeProductStore,
  describeStockReader,
  describeStockStore,
  type StockEngine,
} from "@scarlet/testing/contract";
import { createTestIds } from "../src/clock/index.ts";
import {
  APPROVED_CARD,
  createMemoryBackInStockStore,
  createMemoryCartStore,
  createMemoryCatalogCache,
  createMemoryDatabase,
  createMemoryGateway,
  createMemoryIdempotencyStore,
  createMemoryIssueStore,
  createMemoryLedgerStore,
  createMemoryMailQueue,
  createMemoryOrderNumbers,
  createMemoryOrderStore,
  createMemoryOutbox,
  createMemoryPopularity,
  createMemoryProductStore,
  createMemoryStockReader,
  createMemoryStockStore,
  DECLINED_CARD,
  stockUp,
} from "../src/memory/index.ts";

const engine = async (db = createMemoryDatabase()): Promise<StockEngine> => {
  const ids = createTestIds();
  return {
    store: createMemoryStockStore(db),
    other: createMemoryStockStore(db),
    reader: createMemoryStockReader(db),
    orders: createMemoryOrderStore(db),
    idempotency: createMemoryIdempotencyStore(db),
    now: () => db.clock.now(),
    newId: () => ids.newId(),
    stockUp: async (product, onHand) => stockUp(db, product, onHand),
  };
};

describeStockStore("memory", () => engine());
describeHoldCounting("memory", () => engine());
describeHiddenBuyers("memory", () => engine());
describeStockReader("memory", () => engine());
describeOrderStore("memory", () => engine());
describeIssueStore("memory", async () => createMemoryIssueStore(createMemoryDatabase()));
describeLedgerStore("memory", async () => {
  const db = createMemoryDatabase();
  return { engine: await engine(db), ledger: createMemoryLedgerStore(db) };
});
describeBackInStockStore("memory", async () => {
  const db = createMemoryDatabase();
  return {
    engine: await engine(db),
    store: createMemoryBackInStockStore(db),
    other: createMemoryBackInStockStore(db, () => Promise.resolve()),
    outbox: createMemoryOutbox(db),
  };
});
describeCartStore("memory", async () => createMemoryCartStore(createMemoryDatabase()));
describeCatalogCache("memory", async () => createMemoryCatalogCache());
describeOrderNumbers("memory", async () => {
  const db = createMemoryDatabase();
  return [createMemoryOrderNumbers(db), createMemoryOrderNumbers(db)];
});
describeMailQueue("memory", async () => {
  const db = createMemoryDatabase();
  const queue = createMemoryMailQueue(db);
  return { outbox: createMemoryOutbox(db, { delivers: true }), queue, other: queue };
});
describeOutbox("memory", async () => {
  const outbox = createMemoryOutbox(createMemoryDatabase());
  return [outbox, outbox];
});
describePaymentGateway("memory", async () => createMemoryGateway(), {
  approved: APPROVED_CARD,
  declined: DECLINED_CARD,
});
describeProductStore("memory", async (products) => {
  const db = createMemoryDatabase();
  db.categories.push({ slug: "lamps", name: "Lamps", line: "Light, kept warm." });
  for (const product of products) db.products.set(product.id, product);
  return createMemoryProductStore(db);
});

describePopularity("memory", async () => {
  const counts = createMemoryPopularity();
  return { one: counts, other: counts, told: async () => {} };
});
