export { committedVersionOf, createLinearizableReader, recentlyChangedProducts } from "./committed-stock.ts";
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
export {
  type Committed,
  DeadlinePassedError,
  type Fence,
  type FenceMark,
  type Fencing,
  type WriteFence,
} from "./write-fence.port.ts";
