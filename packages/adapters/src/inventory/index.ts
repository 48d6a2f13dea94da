export { fromAnswerRecord } from "./group-state.ts";
export { replaceOrder } from "./group-writes.ts";
export type { HoldRecords } from "./holds.ts";
export { HOLDING } from "./open-holds.ts";
export { type OpeningProduct, openProducts } from "./open-products.ts";
export { createStockReader } from "./stock-reader.ts";
export { createStockStore } from "./stock-store.ts";
