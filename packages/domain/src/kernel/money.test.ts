import { expect, test } from "vitest";
import { formatMoney, includedVatMinor } from "./money.ts";

test("writes cents as euros with two places", () => {
  expect(formatMoney(2400)).toBe("€24.00");
  expect(formatMoney(0)).toBe("€0.00");
  expect(formatMoney(123_456)).toBe("€1,234.56");
});

test("the tax inside a price is a sixth of it, to the cent", () => {
  expect(includedVatMinor(24_000)).toBe(4000);
  expect(includedVatMinor(1)).toBe(0);
  expect(includedVatMinor(100)).toBe(17);
});
