import { expect, test } from "vitest";
import { parseDelta, parseOnHand } from "./parse-quantity.ts";

test("thousands may be grouped", () => {
  expect(parseOnHand(" 1,204 ")).toEqual({ value: 1204 });
  expect(parseOnHand("0")).toEqual({ value: 0 });
});

test.each(["1O", "", "-1", "1.5", "1e3", "0x10", "1,5", "2,0", "１２", "1.000", "1'000"])(
  "%s is not a whole number",
  (text) => {
    expect(parseOnHand(text).error).toContain("is not a whole number");
  },
);

test("on hand has an upper bound", () => {
  expect(parseOnHand("10000001").error).toContain("more than a shelf");
});

test("a difference may have any kind of minus or plus sign", () => {
  expect(parseDelta("+12")).toEqual({ value: 12 });
  expect(parseDelta("−1")).toEqual({ value: -1 });
  expect(parseDelta("-1")).toEqual({ value: -1 });
  expect(parseDelta("0").error).toContain("changes nothing");
  expect(parseDelta("-1,000")).toEqual({ value: -1000 });
  for (const text of ["-1,5", "+2,0", "−１２", "--1", "- "])
    expect(parseDelta(text).error, text).toContain("not a whole number");
  expect(parseDelta("1.5").error).toContain("not a whole number");
});
