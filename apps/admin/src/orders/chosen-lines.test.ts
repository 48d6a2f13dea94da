import { expect, test } from "vitest";
import { countOf, itemsOf, worthOf } from "./chosen-lines.ts";

const lines = [
  { sku: "MUG", unitPriceMinor: 2400 },
  { sku: "LAMP", unitPriceMinor: 16_800 },
];

test("what was left at none is not sent; the rest is counted and priced", () => {
  const chosen = { MUG: 2, LAMP: 0 };
  expect(itemsOf(chosen)).toEqual([{ sku: "MUG", quantity: 2 }]);
  expect(countOf(chosen)).toBe(2);
  expect(worthOf(lines, chosen)).toBe(4800);
});
