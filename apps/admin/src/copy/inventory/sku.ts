import { formatCount, formatNumber } from "../../format/numbers.ts";

/** The words of the page of one SKU and of its drawer beside the grid. */
export const skuCopy = {
  onHand: "On hand",
  /** With their signs: on hand − reserved = available. */
  reserved: "− Reserved",
  available: "= Available",
  lowAt: "Low at",
  ledger: "Ledger",
  movements: (count: number) => formatCount(count, "movement"),
  version: (version: number) => `version ${formatNumber(version)}`,
  level: { plenty: "In stock", low: "At or under its low mark", out: "Out of stock" },

  /** People who asked to be told that it is back. */
  waiting: (people: number) =>
    people === 1 ? "1 person waits for it" : `${formatNumber(people)} people wait for it`,
  set: "Set",
  adjust: "Adjust",
  notFound: (sku: string) => `There is no SKU ${sku}.`,
  notFoundWhy: "Codes are written like CER-MUG-EMB. Look for it in the inventory.",

  drawer: {
    latest: "Latest movements",
    all: (movements: number) => `All ${formatNumber(movements)}`,
    copySku: "Copy SKU",
    copied: (sku: string) => `${sku} is in the clipboard.`,
    previous: "Previous row, K",
    next: "Next row, J",
    openAsPage: "Open as page",
    close: "Close, Esc",
  },
} as const;
