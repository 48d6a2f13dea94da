import { expect, test } from "vitest";
import { formatCount, formatNumber, formatSigned } from "./numbers.ts";

test("thousands are grouped, and minus is a real minus sign", () => {
  expect(formatNumber(5656)).toBe("5,656");
  expect(formatNumber(-2)).toBe("−2");
});

test("a difference has its sign, zero has none", () => {
  expect(formatSigned(4)).toBe("+4");
  expect(formatSigned(-1200)).toBe("−1,200");
  expect(formatSigned(0)).toBe("0");
});

test("only one takes the singular", () => {
  expect(formatCount(1, "piece")).toBe("1 piece");
  expect(formatCount(0, "piece")).toBe("0 pieces");
});
