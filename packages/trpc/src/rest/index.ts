export { bearerRead, bearerWrite, publicRead } from "./rest-meta.ts";
export {
  MAX_WATCHED_PRODUCTS,
  type PublicStock,
  publicStockOf,
  type WatchedProducts,
} from "./stock-events.ts";
