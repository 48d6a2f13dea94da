import { expect, test } from "vitest";
import {
  addItem,
  buyableQuantity,
  cartView,
  deliveryMinor,
  mergeItems,
  removeItems,
  setQuantity,
} from "./rules.ts";
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
  expect(mergeItems([item("A", 1)], [item("A", 2), item("C", 1)])).toEqual([item("A", 3), item("C", 1)]);
  expect(setQuantity([item("A", 1)], "A", 5)).toEqual([item("A", 5)]);
  expect(removeItems([item("A", 1), item("B", 1)], ["A"])).toEqual([item("B", 1)]);
});

test.each([
  ["none", 100, 0],
  ["standard", 5999, 490],
  ["standard", 6000, 0],
  ["express", 6000, 990],
  ["standard", 0, 0],
] as const)("delivery %s of goods for %i costs %i", (method, goods, cost) => {
  expect(deliveryMinor(method, goods)).toBe(cost);
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
