import { expect, test } from "vitest";
import { createStockDecoder, encodeStock, ttlMsOf } from "./stock-value.ts";

const NOW = 1_000_000;
const stock = {
  productId: "mug",
  version: 7,
  freeAt: new Date(NOW + 5_000),
  contentVersion: 2,
  skus: [{ sku: "MUG", productId: "mug", onHand: 5, reserved: 2, available: 3, version: 4, lowStockAt: 3 }],
};

test("a value comes back as it was", () => {
  expect(createStockDecoder().decode("mug", encodeStock(stock), NOW)).toEqual(stock);
});

test("from the end of its nearest hold on it is a miss, also when it was read before", () => {
  const decoder = createStockDecoder();
  const text = encodeStock(stock);
  expect(decoder.decode("mug", text, NOW + 4_999)).not.toBeNull();
  expect(decoder.decode("mug", text, NOW + 5_000)).toBeNull();
});

test("another product's value is none, nor is what cannot be read", () => {
  const decoder = createStockDecoder();
  expect(decoder.decode("bowl", encodeStock(stock), NOW)).toBeNull();
  for (const text of ["", "{", "null", '{"v":1}']) expect(decoder.decode("mug", text, NOW)).toBeNull();
});

test("it is kept until the nearest hold ends, at most eleven minutes", () => {
  expect(ttlMsOf(stock, NOW, () => 0.5)).toBe(5_000);
  expect(ttlMsOf({ ...stock, freeAt: null }, NOW, () => 1)).toBe(660_000);
  expect(ttlMsOf(stock, NOW + 6_000, () => 0.5)).toBeLessThanOrEqual(0);
});
