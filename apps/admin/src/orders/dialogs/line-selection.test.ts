import { expect, test } from "vitest";
import { selectedCount, selectionValueMinor, toItems } from "./line-selection.ts";

const lines = [
  { sku: "MUG", unitPriceMinor: 2400 },
  { sku: "LAMP", unitPriceMinor: 16_800 },
];

test("lines with quantity 0 are not sent; the others are counted and priced", () => {
  const selection = { MUG: 2, LAMP: 0 };
  expect(toItems(selection)).toEqual([{ sku: "MUG", quantity: 2 }]);
  expect(selectedCount(selection)).toBe(2);
  expect(selectionValueMinor(lines, selection)).toBe(4800);
});
