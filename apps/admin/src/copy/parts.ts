import { formatNumber } from "../format/numbers.ts";

/** The words of the parts that every page is made of. */
export const partsCopy = {
  /** What available means for a SKU, in the tooltip of the figure. */
  stockLevel: { plenty: "over the low mark", low: "at or under the low mark", out: "none left" },

  /** Between the figure before and the one after, for screen readers. */
  to: "to",
  dismiss: "Dismiss",
  /** The way out of a popover, for screen readers. */
  close: "Close",

  /** Which rows are shown, from 1 on; `total` only where it is known. */
  rows: (from: number, last: number, total: number | undefined) => {
    const shown = `${formatNumber(from)} to ${formatNumber(last)}`;
    return total === undefined ? shown : `${shown} of ${formatNumber(total)}`;
  },
  noRows: "Nothing to show",
} as const;
