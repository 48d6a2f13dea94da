export { addToCart } from "./add-to-cart.ts";
export { bringOver } from "./bring-over.ts";
export { stateOf } from "./cart-state.ts";
export { changeQuantity } from "./change-quantity.ts";
export { getCart } from "./get-cart.ts";
export { mergeCarts } from "./merge-carts.ts";
export { removeLine } from "./remove-line.ts";
