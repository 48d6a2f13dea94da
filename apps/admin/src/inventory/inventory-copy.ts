import type { InventoryParams } from "./search-params.ts";

type ViewCopy = { readonly name: string; readonly empty: { readonly head: string; readonly text?: string } };

/** The name of each view of the inventory, and what is said when it has no rows. */
export const VIEW_COPY: Readonly<Record<InventoryParams["view"], ViewCopy>> = {
  all: { name: "All", empty: { head: "No SKUs yet." } },
  low: {
    name: "Low stock",
    empty: { head: "Nothing is low.", text: "Every SKU with stock is over its low mark." },
  },
  out: {
    name: "Out of stock",
    empty: { head: "Nothing is out of stock.", text: "Every SKU has at least one piece to sell." },
  },
  held: {
    name: "Held now",
    empty: { head: "Nothing is held now.", text: "No open order keeps a piece aside." },
  },
};
