import { expect, test } from "vitest";
import { readDelta, readOnHand } from "./whole-number.ts";

test("figures with grouping marks are figures", () => {
  expect(readOnHand(" 1,204 ")).toEqual({ value: 1204 });
  expect(readOnHand("0")).toEqual({ value: 0 });
});

test.each(["1O", "", "-1", "1.5", "1e3", "0x10", "1,5", "2,0", "１２", "1.000", "1'000"])(
  "%s is no figure",
  (text) => {
    expect(readOnHand(text).wrong).toContain("is not a whole number");
  },
);

test("a shelf has a bound", () => {
  expect(readOnHand("10000001").wrong).toContain("more than a shelf");
});

test("differences have a sign of any sort", () => {
  expect(readDelta("+12")).toEqual({ value: 12 });
  expect(readDelta("−1")).toEqual({ value: -1 });
  expect(readDelta("-1")).toEqual({ value: -1 });
  expect(readDelta("0").wrong).toContain("changes nothing");
  expect(readDelta("-1,000")).toEqual({ value: -1000 });
  for (const text of ["-1,5", "+2,0", "−１２", "--1", "- "])
    expect(readDelta(text).wrong, text).toContain("not a whole number");
  expect(readDelta("1.5").wrong).toContain("not a whole number");
});
