import { counted } from "./plural.ts";

/** The footer: its columns, the promise and the small print. */
export const footerCopy = {
  promise: "A shop whose stock is never wrong. If a page here says there are three, there are three.",
  shop: "Shop",
  help: "Help",
  you: "You",
  yourCart: "Your cart",
  demo: "Demo shop. Nothing is for sale and no card is charged.",
  kindsOfThings: (products: number) => `${counted(products, "kind")} of things`,
} as const;
