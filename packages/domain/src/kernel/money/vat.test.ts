import * as fc from "fast-check";
import { expect, test } from "vitest";
import { COUNTRIES } from "../countries.ts";
import { formatRate, includedVatMinor, VAT_RATES, vatOf } from "./vat.ts";

test("every country that the shop ships to has its own rate, in force by now", () => {
  expect(Object.keys(VAT_RATES).toSorted()).toEqual([...COUNTRIES].toSorted());
  expect(COUNTRIES.map((country) => [country, vatOf(country).basisPoints])).toEqual([
    ["BE", 2100],
    ["FR", 2000],
    ["DE", 1900],
    ["NL", 2100],
  ]);
  for (const { since } of Object.values(VAT_RATES))
    expect(new Date(since).getTime()).toBeLessThan(Date.now());
});

test.each([
  [12_100, 2100, 2100],
  [11_900, 1900, 1900],
  [24_000, 2000, 4000],
  [100, 2000, 17],
  [1, 2100, 0],
  [0, 2100, 0],
  // 3 ct at 20 %: exactly half a cent, which goes up.
  [3, 2000, 1],
])("%i with VAT at %i basis points has %i of it", (gross, rate, vat) => {
  expect(includedVatMinor(gross, rate)).toBe(vat);
});

test("tax and net are whole cents that sum to the amount, and the tax is within half a cent of its share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 11 }), fc.integer({ min: 0, max: 2700 }), (gross, rate) => {
      const vat = includedVatMinor(gross, rate);
      expect(Number.isSafeInteger(vat)).toBe(true);
      const off = 2n * BigInt(vat) * BigInt(10_000 + rate) - 2n * BigInt(gross) * BigInt(rate);
      expect(off > -BigInt(10_000 + rate) && off <= BigInt(10_000 + rate)).toBe(true);
    }),
  );
});

test("a rate in words", () => {
  expect([2100, 550].map(formatRate)).toEqual(["21%", "5.5%"]);
});
