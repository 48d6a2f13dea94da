import { expect, test } from "vitest";
import { parseWholeNumber, wholeNumberError } from "./whole-number.ts";

test.each([
  ["7", 7],
  [" 1204 ", 1204],
  ["1,204", 1204],
  ["12,000,000", 12_000_000],
  ["1 204", 1204],
  ["1\u202f204", 1204],
  ["0", 0],
  ["007", 7],
])("%j is %i", (text, value) => expect(parseWholeNumber(text)).toBe(value));

test.each([
  "1,5",
  "2,0",
  "2,00",
  "0,500",
  "1,0000",
  "1,20,000",
  "1,204 000",
  ",5",
  "5,",
  "1 5",
  "1.000",
  "1'000",
  "1.5",
  "１２",
  "٣",
  "½",
  "1e3",
  "0x10",
  "",
  "-1",
])("%j is no whole number, and is not taken for another one", (text) => {
  expect(parseWholeNumber(text)).toBeUndefined();
  expect(wholeNumberError(text)).toContain("is not a whole number");
});

test("what to do instead is said where it can be known", () => {
  expect(wholeNumberError("1,5")).toContain("group thousands, as in 1,000");
  expect(wholeNumberError("１２")).toContain("digits 0 to 9");
});
