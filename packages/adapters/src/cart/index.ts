export { createCartStore } from "./cart-store.ts";
