import type { CacheInspection } from "@scarlet/domain/cache";
import type { ProductStock } from "@scarlet/domain/inventory";

/** A product's stock in the few figures that staff compare: all SKUs together. */
export function figuresOf(stock: ProductStock): NonNullable<CacheInspection["database"]> {
  const { version, freeAt, skus } = stock;
  return {
    version,
    freeAt,
    onHand: skus.reduce((sum, { onHand }) => sum + onHand, 0),
    available: skus.reduce((sum, { available }) => sum + available, 0),
  };
}
