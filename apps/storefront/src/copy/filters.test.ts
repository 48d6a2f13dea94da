import { expect, test } from "vitest";
import { filtersCopy } from "./filters.ts";

test("the bounds of a price are told as people say them", () => {
  const { priceRange } = filtersCopy;
  expect(priceRange({ min: 20, max: 200 })).toBe("€20 to €200");
  expect(priceRange({ min: 20, max: undefined })).toBe("From €20");
  expect(priceRange({ min: undefined, max: 9 })).toBe("Up to €9");
  expect(priceRange({ min: undefined, max: undefined })).toBeUndefined();
});
