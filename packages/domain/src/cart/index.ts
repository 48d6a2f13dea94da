export { cartChanged, cartFull, lineNotFound } from "./errors.ts";
export type { CartStore } from "./ports.ts";
export {
  addItem,
  buyableQuantity,
  cartView,
  type DeliveryMethod,
  deliveryMinor,
  EXPRESS_DELIVERY_MINOR,
  FREE_DELIVERY_FROM_MINOR,
  type Merged,
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
  type CartLeft,
  type CartLine,
  type CartView,
  cartItemSchema,
  cartLeftSchema,
  cartLineSchema,
  cartViewSchema,
  changeQuantitySchema,
  MAX_CART_LINES,
  MAX_LINE_QUANTITY,
  quantitySchema,
  removeLineSchema,
} from "./schema.ts";
