import { expect, test } from "vitest";
import { neighboursOf, openingSku } from "./rules.ts";

test("a product opens on the first SKU that can be bought", () => {
  const [none, some] = [{ availableStock: 0 }, { availableStock: 2 }];
  expect(openingSku([none, some])).toBe(some);
  expect(openingSku([none])).toBe(none);
});

test.each([
  ["what follows", "bcdef", "abcde", "bcde"],
  ["what follows, and then the beginning", "fg", "abcde", "fgbc"],
  ["the beginning of a shelf that ends here", "", "abcde", "bcde"],
  ["nothing twice, and not itself", "bc", "abc", "bc"],
  ["nothing where it stands alone", "", "a", ""],
])("beside a product stands %s", (_, following, beginning, expected) => {
  const shelf = { following: following.split(""), beginning: beginning.split("") };
  expect(neighboursOf("a", shelf)).toEqual(expected.split(""));
});
