export { addToCart } from "./add-to-cart.ts";
export { cartStateOf } from "./cart-state.ts";
export { changeQuantity } from "./change-quantity.ts";
export { getCart } from "./get-cart.ts";
export { mergeCarts } from "./merge-carts.ts";
export { removeLine } from "./remove-line.ts";
export { retryCartMerge } from "./retry-cart-merge.ts";
