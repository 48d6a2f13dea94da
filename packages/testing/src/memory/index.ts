export { createMemoryBackInStockStore } from "./back-in-stock-store.ts";
export { createMemoryCacheAdmin } from "./cache-admin.ts";
export { createMemoryCartStore } from "./cart-store.ts";
export { createMemoryCatalogCache } from "./catalog-cache.ts";
export { checkStockInvariants } from "./check-stock-invariants.ts";
export { createMemoryDatabase, type MemoryDatabase, type Pause, stockUp } from "./database.ts";
export { createMemoryForgetKeys } from "./forget-keys.ts";
export { createMemoryIdempotencyStore } from "./idempotency-store.ts";
export { createMemoryIssueStore } from "./issue-store.ts";
export { createMemoryLedgerStore } from "./ledger-store.ts";
export { createMemoryLog, type LogLine } from "./log.ts";
export { createMemoryOrderNumbers } from "./order-numbers.ts";
export { createMemoryOrderStore } from "./order-store.ts";
export { createMemoryMailQueue, createMemoryOutbox, type MemoryOutboxOptions } from "./outbox.ts";
export { quickPasswords } from "./passwords.ts";
export {
  APPROVED_CARD,
  createMemoryGateway,
  DECLINED_CARD,
  MEMORY_SIGNATURE,
  type MemoryGateway,
  SILENT_CARD,
} from "./payment-gateway.ts";
export { createMemoryPopularity } from "./popularity.ts";
export { createMemoryProductStore } from "./product-store.ts";
export { createMemoryStockReader } from "./stock-reader.ts";
export { createMemoryStockStore } from "./stock-store.ts";
