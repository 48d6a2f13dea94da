import { expect, test } from "vitest";
import { retryAfterDigest, secondsInDigest } from "./retry-after-digest.ts";

test("the error page reads what the server wrote, and nothing into other digests", () => {
  expect(secondsInDigest(retryAfterDigest(3.2))).toBe(4);
  for (const digest of [undefined, "", "1234567", "wait-", "wait-x", "wait-1 "])
    expect(secondsInDigest(digest)).toBeUndefined();
});
