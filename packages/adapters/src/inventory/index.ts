export { createCacheDesk } from "./cache/cache-desk.ts";
export { DatabaseReplacedError, identifyShop, keyPrefixOf } from "./cache/lineage.ts";
export { readWords, type Word } from "./cache/presence.ts";
export { openShopRedis, type ShopRedis } from "./cache/shop-redis.ts";
export {
  type CacheStanding,
  createStockCache,
  type StockCache,
  type StockCacheOptions,
} from "./cache/stock-cache.ts";
export { type CacheReport, type CacheTally, TIME_CLASSES_MS, type TimeClasses } from "./cache/tally.ts";
export type { FenceMark, Fencing, WriteFence } from "./cache/write-fence.ts";
export { createStockEvents, type OpenStockEvents } from "./events/stock-events.ts";
export { fromAnswerRecord } from "./group-state.ts";
export { replaceOrder } from "./group-writes.ts";
export type { HoldRecords } from "./holds.ts";
export { createLedgerStore } from "./ledger-store.ts";
export { createListGenerations, LISTS_ID } from "./list-generations.ts";
export { HOLDING } from "./open-holds.ts";
export { type OpeningProduct, openProducts } from "./open-products.ts";
export { type ContentRaiser, createContentRaiser } from "./raise-content.ts";
export { refoldProducts } from "./refold-products.ts";
export { createStockReader } from "./stock-reader.ts";
export { createStockStore } from "./stock-store.ts";
