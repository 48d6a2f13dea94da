export { describeCartStore } from "./cart-store.contract.ts";
export { describeCatalogCache } from "./catalog-cache.contract.ts";
export { describeOrderNumbers } from "./order-numbers.contract.ts";
export { describeOrderStore } from "./order-store.contract.ts";
export { describePaymentGateway } from "./payment-gateway.contract.ts";
export { describeProductStore } from "./product-store.contract.ts";
export type { StockEngine } from "./stock-harness.ts";
export { describeStockReader } from "./stock-reader.contract.ts";
export { describeStockStore } from "./stock-store.contract.ts";
