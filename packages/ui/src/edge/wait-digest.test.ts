import { expect, test } from "vitest";
import { waitDigest, waitIn } from "./wait-digest.ts";

test("the error page reads what the server wrote, and nothing into other digests", () => {
  expect(waitIn(waitDigest(3.2))).toBe(4);
  for (const digest of [undefined, "", "1234567", "wait-", "wait-x", "wait-1 "])
    expect(waitIn(digest)).toBeUndefined();
});
