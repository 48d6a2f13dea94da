import type { CartLine } from "@scarlet/domain/cart";
import { expect, test } from "vitest";
import { lineNotice } from "./line-notice.ts";

const line = (sku: string, over: Partial<CartLine> = {}): CartLine => ({
  sku,
  productId: "p",
  slug: "foundry-mug",
  title: "Foundry Mug",
  options: { Colour: "Ember" },
  art: { kind: "mug", variant: "ember", seed: 100 },
  quantity: 1,
  askedQuantity: over.quantity ?? 1,
  unitPriceMinor: 2400,
  seenPriceMinor: 2400,
  lineTotalMinor: 2400,
  availableStock: 3,
  lowStockAt: 5,
  stockVersion: 1,
  ...over,
});

test.each([
  [{ availableStock: 0 }, "Sold out. It is not part of the total."],
  [{ quantity: 3, askedQuantity: 4 }, "You asked for 4. Only 3 are left, so your cart now holds 3."],
  [{ quantity: 1, askedQuantity: 4 }, "You asked for 4. Only 1 is left, so your cart now holds 1."],
  [
    { seenPriceMinor: 17400, unitPriceMinor: 16800 },
    "The price went down from €174.00 to €168.00 while this was in your cart.",
  ],
  [
    { seenPriceMinor: 16800, unitPriceMinor: 17400 },
    "The price is now €174.00. It was €168.00 when you added it.",
  ],
  [{}, undefined],
])("%o says %s", (over, words) => {
  expect(lineNotice(line("A", over))?.text).toBe(words);
});
