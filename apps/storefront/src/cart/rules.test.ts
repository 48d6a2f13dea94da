import { type CartLine, cartView } from "@scarlet/domain/cart";
import { expect, test } from "vitest";
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
