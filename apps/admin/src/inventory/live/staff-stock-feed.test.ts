import { expect, test } from "vitest";
import { staffStockFeed } from "./staff-stock-feed.ts";

const row = { sku: "MUG-1", onHand: 5, reserved: 2, available: 3, version: 9, lowStockAt: 4 };

test("the rows of an event belong to its product", () => {
  const text = JSON.stringify({ productId: "mug", version: 7, skus: [row] });
  expect(staffStockFeed.parse(text)).toEqual([{ ...row, productId: "mug" }]);
});

test.each([
  ["no JSON", "nonsense"],
  ["nothing", "null"],
  ["no product", JSON.stringify({ skus: [row] })],
  ["what shoppers are told", JSON.stringify({ productId: "mug", skus: [{ sku: "MUG-1", available: 3 }] })],
])("what is no event is none: %s", (_, text) => {
  expect(staffStockFeed.parse(text)).toBeUndefined();
});
