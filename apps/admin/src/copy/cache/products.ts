import type { Warmed } from "@scarlet/domain/cache";
import { formatCount, formatNumber } from "../../format/numbers.ts";

/** The words about products in the cache: their list, the drawer of one of them, purging and warming. */
export const cachedProductsCopy = {
  head: "Products",
  mostReadFirst: "Most read first",
  /** Before the time of the last warming. */
  warmedNote: (products: number) => `, ${formatNumber(products)} warmed `,
  search: "Product",
  table: "Cached products",
  columns: {
    rank: "#",
    product: "Product",
    value: "Stock value",
    redis: "In Redis",
    database: "In the database",
    reads: "Reads",
    actions: "Actions",
  },
  noneRead: "Nobody has read a product's page lately, or there is no Redis to count it.",
  noMatch: (q: string) => `Nothing matches “${q}” here.`,
  notLoaded: "The products did not come.",
  version: (version: number) => `version ${formatNumber(version)}`,
  none: "none",
  status: { notCached: "not cached", behind: "behind", cached: "cached" },

  inspect: "Inspect",
  inspectLabel: (title: string) => `Inspect ${title}`,
  purge: "Purge",
  purgeLabel: (title: string) => `Purge ${title}`,
  purging: "Purging",
  purged: (title: string) => `${title} is out of the cache. The next read fills it again.`,
  purgeIsSafe: "The next read fills it again. Safe at any time.",

  /** The result of warming: "500 products warmed. 12 were filled, the others were there." */
  warmed: ({ products, filled }: Warmed): string => {
    if (products === 0) return "There is no product to warm.";
    const warmed = `${formatCount(products, "product")} warmed.`;
    if (filled === 0) return `${warmed} All were there already.`;
    const others = filled < products ? ", the others were there" : "";
    return `${warmed} ${formatNumber(filled)} ${filled === 1 ? "was" : "were"} filled${others}.`;
  },

  drawer: {
    label: "Product in the cache",
    close: "Close, Esc",
    answered: (answered: number, processes: number) =>
      `${answered} of ${formatCount(processes, "process", "processes")} answered`,
    processBehind: "A process answers older than the database",
    noStock: "The database has no stock of it",
    notCached: "Not in Redis; the next read asks the database",
    redisBehind: "Redis is behind the database",
    agree: "Redis and database agree",
  },

  comparison: {
    head: "Stock value",
    table: "Stock value in Redis, in the database and by process",
    columns: {
      where: "Where",
      version: "Version",
      onHand: "On hand",
      available: "Available",
      until: "Until",
    },
    redis: "Redis",
    database: "Database",
    untilNextChange: "the next change",
    asking: "Asking each process…",
    notAsked: "The processes could not be asked.",
    notAskedAgain: "The processes could not be asked again; these answers may be old.",
    how: "All SKUs of the product together. “Until” is the end of the nearest hold: from then on the value in Redis counts no more. Each process answers as it would a shopper, so it fills what is missing.",
  },
} as const;
