import type { OrderLine } from "@scarlet/domain/orders";

/** The quantity selected of each SKU. */
export type LineSelection = Readonly<Record<string, number>>;

type Worth = Pick<OrderLine, "sku" | "unitPriceMinor">;

/** The selected lines as the API takes them; lines with quantity 0 are left out. */
export function toItems(selection: LineSelection): { sku: string; quantity: number }[] {
  return Object.entries(selection).flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []));
}

export function selectedCount(selection: LineSelection): number {
  return Object.values(selection).reduce((sum, quantity) => sum + quantity, 0);
}

/** The value of the selected pieces at the prices of the order, in minor units. */
export function selectionValueMinor(lines: readonly Worth[], selection: LineSelection): number {
  return lines.reduce((sum, { sku, unitPriceMinor }) => sum + unitPriceMinor * (selection[sku] ?? 0), 0);
}
