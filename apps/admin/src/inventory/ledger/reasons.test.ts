import { expect, test } from "vitest";
import { distinctReason } from "./reasons.ts";

test("a reason is shown only when the kind does not say the same", () => {
  expect(distinctReason({ kind: "receive", reason: "received" })).toBeUndefined();
  expect(distinctReason({ kind: "adjust", reason: "damaged" })).toBe("damaged");
  expect(distinctReason({ kind: "sale", reason: null })).toBeUndefined();
});
