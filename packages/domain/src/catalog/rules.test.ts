import { expect, test } from "vitest";
import { openingSku } from "./rules.ts";

test("a product opens on the first SKU that can be bought", () => {
  const [none, some] = [{ availableStock: 0 }, { availableStock: 2 }];
  expect(openingSku([none, some])).toBe(some);
  expect(openingSku([none])).toBe(none);
});
