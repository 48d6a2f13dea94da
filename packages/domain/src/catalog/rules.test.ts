import { expect, test } from "vitest";
import { openingSku, stockWords } from "./rules.ts";

test.each([
  [24, 5, "24 in stock"],
  [6, 5, "6 in stock"],
  [5, 5, "Only 5 left"],
  [1, 5, "Only 1 left"],
  [1, 0, "1 in stock"],
  [0, 5, "Out of stock"],
  [-1, 5, "Out of stock"],
])("%i with the low mark at %i reads %j", (available, mark, words) => {
  expect(stockWords(available, mark)).toBe(words);
});

test("a product opens on the first SKU that can be bought", () => {
  const [none, some] = [{ availableStock: 0 }, { availableStock: 2 }];
  expect(openingSku([none, some])).toBe(some);
  expect(openingSku([none])).toBe(none);
});
