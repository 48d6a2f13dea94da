export { cartFull, lineNotFound } from "./errors.ts";
export type { CartStore } from "./ports.ts";
export {
  addItem,
  buyableQuantity,
  cartView,
  type DeliveryMethod,
  deliveryMinor,
  EXPRESS_DELIVERY_MINOR,
  FREE_DELIVERY_FROM_MINOR,
  mergeItems,
  removeItems,
  STANDARD_DELIVERY_MINOR,
  setQuantity,
} from "./rules.ts";
export {
  type AddToCartInput,
  addToCartSchema,
  type Cart,
  type CartItem,
  type CartLine,
  type CartView,
  cartItemSchema,
  cartLineSchema,
  cartViewSchema,
  changeQuantitySchema,
  MAX_CART_LINES,
  MAX_LINE_QUANTITY,
  quantitySchema,
  removeLineSchema,
} from "./schema.ts";
