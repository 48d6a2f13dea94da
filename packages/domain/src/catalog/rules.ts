import type { SkuView } from "./view.ts";

export type StockLevel = "plenty" | "low" | "out";

/** plenty: above the low mark; low: 1 up to the mark; out: none. */
export function stockLevel(available: number, lowStockAt: number): StockLevel {
  if (available <= 0) return "out";
  return available <= lowStockAt ? "low" : "plenty";
}

/** The exact words shoppers read: "24 in stock", "Only 3 left", "Out of stock". */
export function stockWords(available: number, lowStockAt: number): string {
  const level = stockLevel(available, lowStockAt);
  if (level === "out") return "Out of stock";
  return level === "low" ? `Only ${available} left` : `${available} in stock`;
}

/** The SKU a product opens on: the first that can be bought, else the first. */
export function openingSku<T extends Pick<SkuView, "availableStock">>(skus: readonly T[]): T | undefined {
  return skus.find((sku) => sku.availableStock > 0) ?? skus[0];
}
