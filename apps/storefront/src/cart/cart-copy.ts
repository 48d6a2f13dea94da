import type { CartLine, CartView } from "@scarlet/domain/cart";
import { formatMoney } from "@scarlet/domain/kernel";
import { counted, listed } from "../format/plural.ts";

export type LineNotice = { readonly kind: "ok" | "warn" | "danger"; readonly text: string };

/** What changed about a line since its buyer last saw it. */
export function lineNotice(line: CartLine): LineNotice | undefined {
  const { availableStock, askedQuantity, quantity, seenPriceMinor, unitPriceMinor } = line;
  if (availableStock <= 0) return { kind: "danger", text: "Sold out. It is not part of the total." };
  if (askedQuantity > quantity) {
    const left = quantity === 1 ? "Only 1 is left" : `Only ${quantity} are left`;
    return {
      kind: "warn",
      text: `You asked for ${askedQuantity}. ${left}, so your cart now holds ${quantity}.`,
    };
  }
  const [was, is] = [formatMoney(seenPriceMinor), formatMoney(unitPriceMinor)];
  if (unitPriceMinor < seenPriceMinor)
    return { kind: "ok", text: `The price went down from ${was} to ${is} while this was in your cart.` };
  if (unitPriceMinor > seenPriceMinor)
    return { kind: "warn", text: `The price is now ${is}. It was ${was} when you added it.` };
  return undefined;
}

/** "3 things did not fit into your cart." */
export function leftTitle(things: number): string {
  return `${counted(things, "thing")} did not fit into your cart.`;
}

/** The choice of a line in words: "Ember", "Oak, 65 cm". */
export function choiceWords(options: Readonly<Record<string, string>>): string {
  return Object.values(options).join(", ");
}

export type Message = { readonly title: string; readonly text: string };

const NOT_CHARGED = "You have not been charged.";
const leftWords = (left: number) => (left === 1 ? "Only 1 is left." : `Only ${left} are left.`);

/** Under the buy button of a SKU that is sold out. `isYours`: the visitor has the rest on hold; `others`: what is left. */
export function soldOutHint(isYours: boolean, others: readonly string[]): string {
  if (isYours) return "Nothing is left besides what is on hold for you.";
  if (others.length === 0) return "All of it is sold. Below is what else stands on this shelf.";
  return `${listed(others)} ${others.length === 1 ? "is" : "are"} still here.`;
}

/** Why "Add to cart" was refused, and what can be had instead. */
export function addRefusedWords(facts: {
  readonly left: number;
  readonly asked: number;
  readonly inCart: number;
  readonly others: readonly string[];
}): Message {
  const { left, asked, inCart, others } = facts;
  if (left <= 0) {
    const still = others.length === 1 ? "is still here." : "are still here.";
    const text = others.length > 0 ? `${NOT_CHARGED} ${listed(others)} ${still}` : NOT_CHARGED;
    return { title: "Someone just bought the last one.", text };
  }
  const why = inCart > 0 ? `Your cart already holds ${inCart}.` : `You asked for ${asked}.`;
  return { title: leftWords(left), text: `${why} Nothing was added.` };
}

/** Why "Hold and check out" was refused: which lines fell short. */
export function holdRefusedWords(
  cart: Pick<CartView, "lines">,
  left: Readonly<Record<string, number>>,
  isYours = false,
): Message {
  const short = Object.entries(left).map(([sku, available]) => ({
    title: cart.lines.find((line) => line.sku === sku)?.title ?? sku,
    available,
  }));
  const gone = short.some(({ available }) => available <= 0);
  const each = short.map(({ title, available }) =>
    available <= 0
      ? `The ${title} is sold out.`
      : `Only ${available} of the ${title} ${available === 1 ? "is" : "are"} left.`,
  );
  if (isYours)
    return {
      title: "It is on hold for you already.",
      text: "Pay for what is on hold, or cancel it: the line of it in your cart leads there.",
    };
  return {
    title: gone ? "Someone just bought the last one." : "Somebody was quicker.",
    text: [NOT_CHARGED, ...each].join(" "),
  };
}
