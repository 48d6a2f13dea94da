import { formatCount, formatNumber } from "../../format/numbers.ts";
import type { InventoryParams } from "../../inventory/search-params.ts";
import type { Density } from "../../preferences/preferences.ts";

type View = InventoryParams["view"];
/** The name of a view, and what is said when it has no rows. */
type ViewCopy = { readonly name: string; readonly empty: { readonly head: string; readonly text?: string } };

const VIEWS: Readonly<Record<View, ViewCopy>> = {
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

const DENSITIES: Readonly<Record<Density, string>> = {
  compact: "Compact, 32 px",
  normal: "Normal, 40 px",
  roomy: "Roomy, 52 px",
};

/** The words of the inventory: its head, views and search, the grid, and the row below it. */
export const inventoryCopy = {
  counts: (skus: number, pieces: number) => `${formatCount(skus, "SKU")}, ${formatCount(pieces, "piece")}`,
  loading: "Loading inventory",
  view: (view: View): ViewCopy => VIEWS[view],

  search: "SKU or product",
  /** Around what was typed. */
  searchAll: { before: "Search all for “", after: "”" },
  /** `skus`: how many SKUs there are, where it is said. */
  searchedIn: (view: View, skus: number | undefined) =>
    `You search in ${VIEWS[view].name}${skus === undefined ? "" : `, ${formatCount(skus, "SKU")}`}. The search looks at beginnings of SKUs and of words of the name.`,
  stickyReason: "Reason",
  askReasonAgain: "Ask for the reason again",
  rowHeight: "Row height",
  density: (density: Density): string => DENSITIES[density],

  readOnly: (roles: string, yourRole: string) =>
    `You can look. Changing stock is for ${roles}; your role is ${yourRole}.`,
  driftHead: (skus: number) => `The books of ${formatCount(skus, "SKU")} do not agree.`,
  /** `more`: how many SKUs are not named. */
  drift: (named: readonly string[], more: number) =>
    `${named.join(", ")}${more > 0 ? `, and ${more} more` : ""}. Ledger, stock and holds differ; nothing was changed. npm run ledger:verify tells how, and sets it right with --repair.`,

  grid: "Inventory",
  columns: {
    sku: "SKU",
    name: "Product",
    on: "On hand",
    held: "Reserved",
    av: "Available",
    low: "Low at",
    last: "Last change",
  },
  onHandCell: (sku: string, onHand: number, mayAdjust: boolean) =>
    `On hand, ${sku}, ${formatNumber(onHand)}${mayAdjust ? ", press Enter to set" : ""}`,
  onHandField: (sku: string) => `On hand of ${sku}`,
  takeInstead: (value: number) => `Use ${value}`,
  noMovement: "Nothing yet",
  /** The figures have changed since the list was read, by what it does not tell. */
  newerMovement: "Changed since this was read",
  /** For screen readers: the row that is looked at, as it is now, and how many others are different from before. */
  changedRow: (sku: string, onHand: number, reserved: number, available: number) =>
    `${sku} changed: ${[
      `on hand ${formatNumber(onHand)}`,
      `reserved ${formatNumber(reserved)}`,
      `available ${formatNumber(available)}`,
    ].join(", ")}.`,
  changedRows: (rows: number) => `${formatCount(rows, "row")} changed.`,

  previousRows: "Previous rows",
  nextRows: "Next rows",
  /** What the keys in the footer do. */
  keys: { set: "set", adjust: "adjust", drawer: "drawer", history: "history", all: "all keys" },
} as const;
