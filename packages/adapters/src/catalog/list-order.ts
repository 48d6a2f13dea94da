import type { ListEntry, ListPosition, Sort } from "@scarlet/domain/catalog";

type SortKey = "publishedAt" | "priceMinor" | "sortTitle";

/** By which field each order sorts, and in which direction; the id in the same direction decides between equals. */
export const ORDERS: Readonly<Record<Sort, { readonly field: SortKey; readonly direction: 1 | -1 }>> = {
  newest: { field: "publishedAt", direction: -1 },
  price_asc: { field: "priceMinor", direction: 1 },
  price_desc: { field: "priceMinor", direction: -1 },
  title: { field: "sortTitle", direction: 1 },
};

export function entryOf(id: string, value: Date | number | string): ListEntry {
  return { id, value: value instanceof Date ? value.getTime() : value };
}

/** A position as it is stored: with a date where lists have milliseconds. */
export function positionOf(sort: Sort, { value, id }: ListPosition) {
  return { id, value: sort === "newest" ? new Date(value) : value };
}
