export { guest, staff, user } from "./actors.ts";
export { buildOrder } from "./order.ts";
export { buildProduct, buildStockRow, productIdOf } from "./product.ts";
