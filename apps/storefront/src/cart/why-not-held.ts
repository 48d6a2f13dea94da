import type { CartView } from "@scarlet/domain/cart";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { answersCopy } from "../copy/answers.ts";
import { cartCopy, type ShortLine } from "../copy/cart.ts";
import type { Message } from "../copy/message.ts";
import { isYours, shortfall } from "../stock/shortfall.ts";

/** Why nothing was held. */
export function whyNotHeld(error: Error, cart: Pick<CartView, "lines">): Message {
  const refusal = refusalOf(error);
  const left = shortfall(refusal);
  if (left !== undefined && isYours(refusal)) return cartCopy.heldAlready;
  if (left !== undefined) return cartCopy.fellShort(shortLines(cart, left));
  if (refusal?.code === "cart.changed") return cartCopy.changed;
  if (refusal !== undefined) return { title: answersCopy.nothingHeld, text: refusal.sentence };
  return answersCopy.holdUnanswered;
}

function shortLines(
  cart: Pick<CartView, "lines">,
  left: Readonly<Record<string, number>>,
): readonly ShortLine[] {
  return Object.entries(left).map(([sku, available]) => ({
    title: cart.lines.find((line) => line.sku === sku)?.title ?? sku,
    left: available,
  }));
}
