import { expect, test } from "vitest";
import { COUNTRIES, countryName, postcodeFault } from "./countries.ts";

test.each([
  ["BE", "1000"],
  ["FR", "75001"],
  ["DE", "01067"],
  ["NL", "1012 AB"],
  ["NL", "1012ab"],
  ["BE", " 9000 "],
] as const)("a postcode of %s: %s is one", (country, postcode) => {
  expect(postcodeFault(country, postcode)).toBeUndefined();
});

test.each([
  ["BE", "10000", "A Belgian postcode has four digits."],
  ["BE", "B-1000", "A Belgian postcode has four digits."],
  ["BE", "", "A Belgian postcode has four digits."],
  ["FR", "7500", "A French postcode has five digits."],
  ["DE", "1000", "A German postcode has five digits."],
  ["NL", "1012", "A Dutch postcode has four digits and two letters."],
  ["NL", "1012  AB", "A Dutch postcode has four digits and two letters."],
] as const)("a postcode of %s: %s is none", (country, postcode, fault) => {
  expect(postcodeFault(country, postcode)).toBe(fault);
});

test("every country has a name", () => {
  expect(COUNTRIES.map(countryName)).toEqual(["Belgium", "France", "Germany", "Netherlands"]);
});
