import { formatCount } from "../format/numbers.ts";

/** The words that several lists share. */
export const listsCopy = {
  views: "Views",
  newestFirst: "Newest first",
  /** Rows that would leave, come or change their place if the list were sorted now. */
  moved: (rows: number) => `${formatCount(rows, "row")} moved.`,
  movedSortAgain: (rows: number) => `${formatCount(rows, "row")} moved, sort again`,
  /** For screen readers, after that. */
  sorted: "Sorted again.",
  noMatch: (q: string) => `Nothing matches “${q}” here.`,
  clearSearch: "Clear the search",
  showAll: "Show all",
} as const;
