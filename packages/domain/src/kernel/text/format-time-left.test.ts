import { expect, test } from "vitest";
import { formatTimeLeft } from "./format-time-left.ts";

test.each([
  [560, "9:20"],
  [4, "0:04"],
  [3723, "1:02:03"],
  [59.9, "0:59"],
  [-1, "0:00"],
])("%d seconds are %s", (seconds, words) => {
  expect(formatTimeLeft(seconds)).toBe(words);
});
