import { expect, test } from "vitest";
import { formatMoney } from "./money.ts";

test("writes cents as euros with two places", () => {
  expect(formatMoney(2400)).toBe("€24.00");
  expect(formatMoney(0)).toBe("€0.00");
  expect(formatMoney(123_456)).toBe("€1,234.56");
});
