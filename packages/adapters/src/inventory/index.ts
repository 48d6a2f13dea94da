export { addProducts, type NewProduct } from "./add-products.ts";
export { committedVersionOf, createLinearizableReader, recentlyChangedProducts } from "./committed-stock.ts";
export { createStockEvents, type OpenStockEvents } from "./events/stock-events.ts";
export { fromAnswerRecord } from "./group-state.ts";
export { replaceOrder } from "./group-writes.ts";
export { HOLDING } from "./hold-filters.ts";
export type { HoldRecords } from "./hold-records.ts";
export { createLedgerStore } from "./ledger-store.ts";
export { createListGenerations, LISTS_ID } from "./list-generations.ts";
export { type ContentRaiser, createContentRaiser } from "./raise-content.ts";
export { rebuildProductSearch } from "./rebuild-product-search.ts";
export { buyableSkus, readShelf, takenSince } from "./shelf-reads.ts";
export { createStockReader } from "./stock-reader.ts";
export { createStockStore } from "./stock-store.ts";
export {
  type Committed,
  DeadlinePassedError,
  type Fence,
  type FenceMark,
  type Fencing,
  type WriteFence,
} from "./write-fence.port.ts";
