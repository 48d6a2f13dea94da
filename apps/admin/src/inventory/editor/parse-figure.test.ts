import { expect, test } from "vitest";
import { parseDelta, parseOnHand } from "./parse-figure.ts";

test("figures with grouping marks are figures", () => {
  expect(parseOnHand(" 1,204 ")).toEqual({ value: 1204 });
  expect(parseOnHand("0")).toEqual({ value: 0 });
});

test.each(["1O", "", "-1", "1.5", "1e3", "0x10", "1,5", "2,0", "１２", "1.000", "1'000"])(
  "%s is no figure",
  (text) => {
    expect(parseOnHand(text).wrong).toContain("is not a whole number");
  },
);

test("a shelf has a bound", () => {
  expect(parseOnHand("10000001").wrong).toContain("more than a shelf");
});

test("differences have a sign of any sort", () => {
  expect(parseDelta("+12")).toEqual({ value: 12 });
  expect(parseDelta("−1")).toEqual({ value: -1 });
  expect(parseDelta("-1")).toEqual({ value: -1 });
  expect(parseDelta("0").wrong).toContain("changes nothing");
  expect(parseDelta("-1,000")).toEqual({ value: -1000 });
  for (const text of ["-1,5", "+2,0", "−１２", "--1", "- "])
    expect(parseDelta(text).wrong, text).toContain("not a whole number");
  expect(parseDelta("1.5").wrong).toContain("not a whole number");
});
