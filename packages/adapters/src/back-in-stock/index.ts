export { createBackInStockStore } from "./back-in-stock-store.ts";
export { createForgetKeys } from "./forget-keys.ts";
