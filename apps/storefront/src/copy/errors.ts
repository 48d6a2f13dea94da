import type { Message } from "./message.ts";

/** The pages that stand in place of one that is not there, not this visitor's, or could not be made. */
export const errorsCopy = {
  notFound: {
    pageTitle: "Not here",
    title: "This page is out of stock.",
    text: "It was moved, renamed or never made. The shelves are where they always were.",
  },
  /** An order that is none of this visitor's, or is none. */
  orderNotOpen: {
    pageTitle: "Not open here",
    title: "This order is not open here.",
    textForGuest:
      "Bought without an account? Use the link in the newest mail about your order: it opens in any browser for 30 days. Bought with one? Sign in.",
    text: "It is not one of yours. Bought without an account? Use the link in the newest mail about your order: it opens in any browser for 30 days.",
  },
  /** A session that ended, or an order that went to somebody else, while the page stood open. */
  ended: {
    title: "This is not open here any more.",
    text: "Your session has ended, or this belongs to somebody else now. Nothing was bought and nothing was lost.",
  } satisfies Message,
  fault: {
    title: "We could not show this page.",
    text: "The fault is ours. Nothing was bought and nothing was lost. Try again; if it stays, tell us this code.",
  } satisfies Message,
  tooMany: (wait: string): Message => ({
    title: "Too many people, one address.",
    text: `More was asked from where you are than the shop answers at once. Nothing was lost. Try again in ${wait}.`,
  }),
  /** In large letters beside the shop's dot, where a page could not be made. */
  oh: "Oh",
  /** The code of a fault, for the shop's log. */
  code: (digest: string) => `Code ${digest}`,
  tryAgain: "Try again",
  noSiteMap: "There is no such site map.",
} as const;
