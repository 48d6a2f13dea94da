import type { OrderView } from "@scarlet/domain/orders";

/** A hold of the visitor's own that has pieces of a SKU. */
export type HeldPieces = { readonly order: OrderView; readonly quantity: number };

/** The visitor's own open hold of a SKU; the newest when there are several. */
export function heldPieces(held: readonly OrderView[], sku: string): HeldPieces | undefined {
  for (const order of held) {
    const quantity = order.lines.find((line) => line.sku === sku)?.quantity ?? 0;
    if (quantity > 0) return { order, quantity };
  }
  return undefined;
}
