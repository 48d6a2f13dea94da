import { answersCopy } from "./answers.ts";
import type { Message } from "./message.ts";
import { counted } from "./plural.ts";

const { notCharged, lastOneGone, somebodyQuicker, onlyLeftOf } = answersCopy;

/** A line that fell short when all of a cart was to be held. */
export type ShortLine = { readonly title: string; readonly left: number };

/** The cart: its page, the drawer beside a page, its lines, and why nothing was held. */
export const cartCopy = {
  button: (things: number) => `Cart, ${counted(things, "thing")}`,
  badge: (things: number) => (things > 99 ? "99+" : String(things)),
  things: (count: number) => counted(count, "thing"),
  total: "Total",
  empty: { title: "Your cart is empty.", text: "That is the only zero in this shop we are happy about." },
  drawer: {
    title: "Cart ",
    close: "Close the cart",
    reading: "Reading your cart.",
    added: (title: string) => `${title} added`,
    addedPieces: (choice: string, count: number) =>
      [choice, `${counted(count, "piece")}.`].filter(Boolean).join(", "),
  },
  line: {
    remove: "Remove",
    removeOf: (title: string) => `Remove ${title}`,
    soldOut: "Sold out. It is not part of the total.",
    fewerLeft: (asked: number, left: number) =>
      `You asked for ${asked}. ${left === 1 ? "Only 1 is left" : `Only ${left} are left`}, so your cart now holds ${left}.`,
    cheaper: (was: string, is: string) =>
      `The price went down from ${was} to ${is} while this was in your cart.`,
    dearer: (was: string, is: string) => `The price is now ${is}. It was ${was} when you added it.`,
  },
  nothingChanged: "Nothing was changed.",
  /** What of the cart from before signing in found no room. */
  didNotFit: {
    title: (lines: number) => `${counted(lines, "thing")} did not fit into your cart.`,
    before: "From your cart of before you signed in: ",
    after: (room: number) => `. They stay in this browser; a cart has room for ${room} different things. `,
    putIn: "Put them in now",
  },
  hold: {
    ready: "Hold and check out",
    holding: "Holding",
    hint: (hold: string) => `Nothing is held yet. At checkout we put everything aside for ${hold}.`,
  },
  changed: {
    title: "Your cart has changed.",
    text: "Another window changed it or went to checkout with it. Nothing was held; here it is as it is now.",
  } satisfies Message,
  heldAlready: {
    title: "It is on hold for you already.",
    text: "Pay for what is on hold, or cancel it: the line of it in your cart leads there.",
  } satisfies Message,
  /** "Hold and check out" was refused: which lines fell short. */
  fellShort: (lines: readonly ShortLine[]): Message => ({
    title: lines.some(({ left }) => left <= 0) ? lastOneGone : somebodyQuicker,
    text: [
      notCharged,
      ...lines.map(({ title, left }) => (left <= 0 ? `The ${title} is sold out.` : onlyLeftOf(title, left))),
    ].join(" "),
  }),
} as const;
