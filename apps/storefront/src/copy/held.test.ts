import { expect, test } from "vitest";
import { heldCopy } from "./held.ts";

test("one is and many are on hold", () => {
  expect(heldCopy.title(1)).toBe("1 is on hold for you.");
  expect(heldCopy.title(2)).toBe("2 are on hold for you.");
});
