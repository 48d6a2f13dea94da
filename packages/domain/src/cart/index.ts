export { type DeliveryMethod, deliveryMinor, standardDeliveryText } from "./delivery.ts";
export { cartChanged, cartFull, lineNotFound } from "./errors.ts";
export { MAX_CART_LINES, MAX_LINE_QUANTITY } from "./limits.ts";
export type { CartStore } from "./ports.ts";
export {
  addItem,
  buyableQuantity,
  cartView,
  type Merged,
  mergeItems,
  removeItems,
  setQuantity,
} from "./rules.ts";
export {
  type AddToCartInput,
  addToCartSchema,
  type Cart,
  type CartItem,
  type CartLeft,
  type CartLine,
  type CartView,
  cartItemSchema,
  cartLeftSchema,
  cartLineSchema,
  cartViewSchema,
  changeQuantitySchema,
  quantitySchema,
  removeLineSchema,
} from "./schema.ts";
