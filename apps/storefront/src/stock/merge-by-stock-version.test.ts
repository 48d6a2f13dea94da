import { expect, test } from "vitest";
import { mergeByStockVersion } from "./merge-by-stock-version.ts";

const card = (stockVersion: number, availableStock: number, title = "Mug") => ({
  id: "a",
  title,
  stockVersion,
  availableStock,
  priceMinor: 100 + stockVersion,
  freeAt: new Date(stockVersion),
  skus: [{ sku: "A-1", availableStock }],
});

test("a lower version never replaces a higher one; words still do", () => {
  expect(mergeByStockVersion(card(5, 0), card(4, 3, "Cup"))).toEqual({ ...card(5, 0), title: "Cup" });
  expect(mergeByStockVersion(card(4, 3), card(5, 0))).toEqual(card(5, 0));
});

test("of two answers of one version the later holds: a hold that ends raises no version", () => {
  expect(mergeByStockVersion(card(5, 0), card(5, 1))).toEqual(card(5, 1));
});

test("it holds inside lists, whatever else the list brings", () => {
  const before = { items: [card(5, 0)], total: 1, nextCursor: null };
  const other = { ...card(1, 9), id: "b" };
  const next = { items: [other, card(4, 3)], total: 2, nextCursor: null };
  expect(mergeByStockVersion(before, next)).toEqual({
    items: [other, card(5, 0)],
    total: 2,
    nextCursor: null,
  });
});

test("cart lines are compared by SKU and keep their quantity", () => {
  const line = (stockVersion: number, availableStock: number, quantity: number) => ({
    sku: "A-1",
    stockVersion,
    availableStock,
    quantity,
  });
  expect(mergeByStockVersion({ lines: [line(5, 1, 1)] }, { lines: [line(4, 2, 2)] })).toEqual({
    lines: [{ sku: "A-1", stockVersion: 5, availableStock: 1, quantity: 2 }],
  });
});

test("an answer that says the same is the same object, so nothing is painted again", () => {
  const before = { items: [card(5, 1)] };
  expect(mergeByStockVersion(before, { items: [card(5, 1)] })).toBe(before);
  expect(mergeByStockVersion(undefined, before)).toBe(before);
});

test("a part that is gone makes another object", () => {
  expect(mergeByStockVersion({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
  expect(Object.keys(mergeByStockVersion({ a: 1, b: 2 }, { a: 1 }) as object)).toEqual(["a"]);
  expect(mergeByStockVersion([1, 2], [1])).toEqual([1]);
});

test("moments stay moments", () => {
  const next = mergeByStockVersion(card(1, 1), card(2, 2)) as { freeAt: unknown };
  expect(next.freeAt).toEqual(new Date(2));
});
