import type { MovementView } from "@scarlet/domain/inventory";
import { expect, test } from "vitest";
import { changeCopy, deltaButtonLabel, happenedCopy } from "./movement-copy.ts";
import { distinctReason } from "./reason-copy.ts";

const moved = (kind: MovementView["kind"], onHand: number, reserved: number) => ({
  kind,
  delta: { onHand, reserved },
  actor: { kind: "user" as const, id: "1", name: "Jonas Weber" },
});

test("holds show the change of reserved, sales the change of on hand", () => {
  expect(changeCopy(moved("reserve", 0, 2))).toBe("+2 held");
  expect(changeCopy(moved("release", 0, -1))).toBe("−1 released");
  expect(changeCopy(moved("sale", -3, -3))).toBe("−3 sale");
  expect(changeCopy(moved("receive", 24, 0))).toBe("+24 received");
});

test("a movement as a sentence says who did what", () => {
  expect(happenedCopy(moved("sale", -2, -2))).toBe("2 were sold");
  expect(happenedCopy(moved("sale", -1, -1))).toBe("1 was sold");
  expect(happenedCopy(moved("adjust", -1, 0))).toBe("Jonas Weber took 1 away");
  expect(happenedCopy(moved("adjust", 5, 0))).toBe("Jonas Weber added 5");
});

test("the button says what it will do", () => {
  expect(deltaButtonLabel(-1)).toBe("Take 1 away");
  expect(deltaButtonLabel(12)).toBe("Add 12");
});

test("a reason is shown only when the kind does not say the same", () => {
  expect(distinctReason({ kind: "receive", reason: "received" })).toBeUndefined();
  expect(distinctReason({ kind: "adjust", reason: "damaged" })).toBe("Damaged");
  expect(distinctReason({ kind: "sale", reason: null })).toBeUndefined();
});
