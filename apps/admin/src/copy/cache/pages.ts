import { formatNumber } from "../../format/numbers.ts";

/** The words about pages of the storefront. */
export const cachePagesCopy = {
  head: "Storefront pages",
  none: "No page was asked for yet",
  /** How large a part of the pages that are the same for everybody did not have to be made. */
  share: (part: number): string => `${(100 * part).toFixed(part > 0.99 && part < 1 ? 2 : 1)} %`,
  detail: (kept: number, made: number, personal: number): string =>
    `${formatNumber(kept)} sent from what was kept, ${formatNumber(made)} made for all who asked, ${formatNumber(personal)} made for one visitor.`,
  how: "A kept page is sent while everything on it is still true. The API is asked about each, through the stock cache.",
} as const;
