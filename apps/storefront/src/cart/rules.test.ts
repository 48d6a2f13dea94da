import { type CartLine, cartView } from "@scarlet/domain/cart";
import { expect, test } from "vitest";
import { addRefusedWords, holdRefusedWords, lineNotice } from "./cart-copy.ts";
import { itemsOf, pieces, withAdded, withoutLine, withQuantity } from "./rules.ts";

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

test("sold-out lines stay and count for nothing", () => {
  const cart = cartView([line("A", { quantity: 3 }), line("B", { availableStock: 0 })]);
  expect(pieces(cart)).toBe(3);
  expect(pieces(undefined)).toBe(0);
  expect(itemsOf(cart)).toEqual([{ sku: "A", quantity: 3 }]);
});

test("what is added before the answer sums like the shop's own cart", () => {
  const one = withAdded(undefined, line("A", { quantity: 2, lineTotalMinor: 4800 }));
  expect(one).toMatchObject({ goodsMinor: 4800, totalMinor: 5290 });
  const two = withAdded(one, line("A"));
  expect(two.lines).toHaveLength(1);
  expect(two).toMatchObject({ goodsMinor: 7200, deliveryMinor: 0 });
  expect(withQuantity(two, "A", 1).totalMinor).toBe(2890);
  expect(withoutLine(two, "A").lines).toEqual([]);
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

test("a refused add tells the fact, then what it means, then what is still here", () => {
  expect(addRefusedWords({ left: 0, asked: 1, inCart: 0, others: ["Chalk", "Sea"] })).toEqual({
    title: "Someone just bought the last one.",
    text: "You have not been charged. Chalk and Sea are still here.",
  });
  expect(addRefusedWords({ left: 3, asked: 4, inCart: 0, others: [] })).toEqual({
    title: "Only 3 are left.",
    text: "You asked for 4. Nothing was added.",
  });
  expect(addRefusedWords({ left: 1, asked: 1, inCart: 1, others: [] })).toEqual({
    title: "Only 1 is left.",
    text: "Your cart already holds 1. Nothing was added.",
  });
});

test("a refused hold names what fell short", () => {
  const cart = cartView([line("A"), line("B", { title: "Clearing Lamp" })]);
  expect(holdRefusedWords(cart, { A: 0, B: 2 })).toEqual({
    title: "Someone just bought the last one.",
    text: "You have not been charged. The Foundry Mug is sold out. Only 2 of the Clearing Lamp are left.",
  });
});
