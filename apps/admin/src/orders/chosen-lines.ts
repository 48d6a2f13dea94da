import type { OrderLine } from "@scarlet/domain/orders";

/** How many of each SKU somebody has chosen. */
export type Chosen = Readonly<Record<string, number>>;

type Worth = Pick<OrderLine, "sku" | "unitPriceMinor">;

/** The chosen lines as the API takes them; what was left at none is left out. */
export function itemsOf(chosen: Chosen): { sku: string; quantity: number }[] {
  return Object.entries(chosen).flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []));
}

export function countOf(chosen: Chosen): number {
  return Object.values(chosen).reduce((sum, quantity) => sum + quantity, 0);
}

/** What the chosen pieces are worth, as they were bought. */
export function worthOf(lines: readonly Worth[], chosen: Chosen): number {
  return lines.reduce((sum, { sku, unitPriceMinor }) => sum + unitPriceMinor * (chosen[sku] ?? 0), 0);
}
