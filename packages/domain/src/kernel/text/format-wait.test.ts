import { expect, test } from "vitest";
import { formatWait } from "./format-wait.ts";

test.each([
  [0, "1 second"],
  [0.2, "1 second"],
  [1.2, "2 seconds"],
  [60, "60 seconds"],
  [90, "90 seconds"],
  [91, "2 minutes"],
  [601, "11 minutes"],
])("%d seconds are %s", (seconds, words) => {
  expect(formatWait(seconds)).toBe(words);
});
