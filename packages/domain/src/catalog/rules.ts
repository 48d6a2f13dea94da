import type { SkuView } from "./view.ts";

export type StockLevel = "plenty" | "low" | "out";

/** plenty: above the low mark; low: 1 up to the mark; out: none. */
export function stockLevel(available: number, lowStockAt: number): StockLevel {
  if (available <= 0) return "out";
  return available <= lowStockAt ? "low" : "plenty";
}

/** The SKU a product opens on: the first that can be bought, else the first. */
export function openingSku<T extends Pick<SkuView, "availableStock">>(skus: readonly T[]): T | undefined {
  return skus.find((sku) => sku.availableStock > 0) ?? skus[0];
}
