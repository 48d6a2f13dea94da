import type { CartLine } from "@scarlet/domain/cart";
import { formatMoney } from "@scarlet/domain/kernel";
import { cartCopy } from "../copy/cart.ts";

export type LineNotice = { readonly kind: "ok" | "warn" | "danger"; readonly text: string };

/** What changed about a line since its buyer last saw it. */
export function lineNotice(line: CartLine): LineNotice | undefined {
  const { availableStock, askedQuantity, quantity, seenPriceMinor, unitPriceMinor } = line;
  const { soldOut, fewerLeft, cheaper, dearer } = cartCopy.line;
  if (availableStock <= 0) return { kind: "danger", text: soldOut };
  if (askedQuantity > quantity) return { kind: "warn", text: fewerLeft(askedQuantity, quantity) };
  const [was, is] = [formatMoney(seenPriceMinor), formatMoney(unitPriceMinor)];
  if (unitPriceMinor < seenPriceMinor) return { kind: "ok", text: cheaper(was, is) };
  if (unitPriceMinor > seenPriceMinor) return { kind: "warn", text: dearer(was, is) };
  return undefined;
}
