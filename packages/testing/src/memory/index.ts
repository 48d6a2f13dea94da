export { createMemoryCacheDesk } from "./cache-desk.ts";
export { createMemoryCartStore } from "./cart-store.ts";
export { createMemoryCatalogCache } from "./catalog-cache.ts";
export { checkBooks } from "./check-books.ts";
export { createMemoryDatabase, type MemoryDatabase, type Pause, stockUp } from "./database.ts";
export { createMemoryIssueStore } from "./issue-store.ts";
export { createMemoryLedgerStore } from "./ledger-store.ts";
export { createMemoryOrderStore } from "./order-store.ts";
export { createMemoryOutbox } from "./outbox.ts";
export {
  APPROVED_CARD,
  createMemoryGateway,
  DECLINED_CARD,
  MEMORY_SIGNATURE,
  type MemoryGateway,
  SILENT_CARD,
} from "./payment-gateway.ts";
export { createMemoryProductStore } from "./product-store.ts";
export {
  createMemoryIdempotencyStore,
  createMemoryLog,
  createMemoryOrderNumbers,
  createMemoryPopularity,
  type LogLine,
} from "./small-stores.ts";
export { createMemoryStockReader } from "./stock-reader.ts";
export { createMemoryStockStore } from "./stock-store.ts";
