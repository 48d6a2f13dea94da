import { expect, test } from "vitest";
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from "./limits.ts";
import { addItem, buyableQuantity, cartView, mergeItems, removeItems, setQuantity } from "./rules.ts";
import type { CartItem, CartLine } from "./schema.ts";

const item = (sku: string, quantity: number): CartItem => ({
  sku,
  productId: "p",
  quantity,
  seenPriceMinor: 100,
});
const line = (sku: string, quantity: number, unitPriceMinor: number, availableStock: number): CartLine => ({
  sku,
  productId: "p",
  slug: "s",
  title: "t",
  options: {},
  art: { kind: "mug", variant: "ember", seed: 1 },
  quantity,
  askedQuantity: quantity,
  unitPriceMinor,
  seenPriceMinor: unitPriceMinor,
  lineTotalMinor: unitPriceMinor * quantity,
  availableStock,
  lowStockAt: 5,
  stockVersion: 1,
});

test("lines of one SKU are one line", () => {
  expect(addItem([item("A", 1), item("B", 1)], item("A", 2))).toEqual([item("A", 3), item("B", 1)]);
  expect(mergeItems([item("A", 1)], [item("A", 2), item("C", 1)])).toEqual({
    items: [item("A", 3), item("C", 1)],
    left: [],
  });
  expect(setQuantity([item("A", 1)], "A", 5)).toEqual([item("A", 5)]);
  expect(removeItems([item("A", 1), item("B", 1)], ["A"])).toEqual([item("B", 1)]);
});

test("merged carts keep their bounds, and what does not fit is left, not lost", () => {
  const many = (first: number, count: number) =>
    Array.from({ length: count }, (_, i) => item(`SKU-${first + i}`, 1));
  const { items, left } = mergeItems(many(0, 60), many(60, 60));
  expect([items.length, left.length]).toEqual([MAX_CART_LINES, 20]);
  expect([...items, ...left]).toEqual(many(0, 120));
  expect(mergeItems(many(0, 100), [item("SKU-0", 2), item("NEW", 1)])).toMatchObject({
    items: expect.arrayContaining([item("SKU-0", 3)]),
    left: [item("NEW", 1)],
  });
  expect(mergeItems([item("A", 600_000)], [item("A", 600_000)])).toEqual({
    items: [item("A", MAX_LINE_QUANTITY)],
    left: [item("A", 200_000)],
  });
  expect(mergeItems([item("A", MAX_LINE_QUANTITY)], [item("A", 5)]).left).toEqual([item("A", 5)]);
});

test("a sold-out line stays in sight and out of the total", () => {
  const view = cartView([line("A", 2, 1200, 5), line("B", 1, 9800, 0)]);
  expect(view).toMatchObject({
    count: 3,
    goodsMinor: 2400,
    deliveryMinor: 490,
    totalMinor: 2890,
    vatMinor: 502,
  });
  expect(view.lines).toHaveLength(2);
  expect(buyableQuantity(line("A", 4, 1, 3))).toBe(3);
});
