import type { ProductStock } from "@scarlet/domain/inventory";
import type { Publication } from "./stock-cache.port.ts";
import { encodeStock, ttlMsOf } from "./stock-value.ts";

/** What a released write publishes of a product; nothing where its stock is not known. `nowMs` is the database's time. */
export function publicationOf(
  productId: string,
  stock: ProductStock | undefined,
  nowMs: number,
  random: () => number,
): Publication {
  if (stock === undefined) return { productId, version: -1, value: null, ttlMs: 0 };
  return {
    productId,
    version: stock.version,
    value: encodeStock(stock),
    ttlMs: ttlMsOf(stock, nowMs, random),
  };
}
