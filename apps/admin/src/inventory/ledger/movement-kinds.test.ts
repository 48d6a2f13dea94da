import { expect, test } from "vitest";
import { movementAmount } from "./movement-kinds.ts";

test("of holds the change of reserved counts, of sales the change of on hand", () => {
  expect(movementAmount({ kind: "reserve", delta: { onHand: 0, reserved: 2 } })).toBe(2);
  expect(movementAmount({ kind: "release", delta: { onHand: 0, reserved: -1 } })).toBe(-1);
  expect(movementAmount({ kind: "sale", delta: { onHand: -3, reserved: -3 } })).toBe(-3);
  expect(movementAmount({ kind: "receive", delta: { onHand: 24, reserved: 0 } })).toBe(24);
});
