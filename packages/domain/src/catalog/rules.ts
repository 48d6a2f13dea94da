import type { SkuView } from "./view.ts";

export type StockLevel = "plenty" | "low" | "out";

/** plenty: above the low mark; low: 1 up to the mark; out: none. */
export function stockLevel(available: number, lowStockAt: number): StockLevel {
  if (available <= 0) return "out";
  return available <= lowStockAt ? "low" : "plenty";
}

/** So many of the products beside one are shown with it. */
const NEIGHBOURS = 4;

/**
 * Which products stand beside one on its shelf: those that follow it in the order of the shelf, and those at its beginning
 * where it ends before there are enough. So a product stands beside few others, and its sale changes few pages. Sold-out
 * ones keep their place.
 */
export function neighboursOf(
  id: string,
  { following, beginning }: { readonly following: readonly string[]; readonly beginning: readonly string[] },
): string[] {
  const others = new Set([...following, ...beginning]);
  others.delete(id);
  return [...others].slice(0, NEIGHBOURS);
}

/** How much of a shelf has to be known on either side to name a product's neighbours: the product itself may be there. */
export const NEIGHBOURS_LOOKED_AT = NEIGHBOURS + 1;

/** The SKU a product opens on: the first that can be bought, else the first. */
export function openingSku<T extends Pick<SkuView, "availableStock">>(skus: readonly T[]): T | undefined {
  return skus.find((sku) => sku.availableStock > 0) ?? skus[0];
}
