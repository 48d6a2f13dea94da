import type { StockListRow } from "@scarlet/domain/inventory";

/** The name of a row for people: "Foundry Mug, Ember". */
export function rowTitle({ product }: StockListRow): string {
  return [product.title, ...Object.values(product.options)].join(", ");
}
