import { expect, test } from "vitest";
import { pieceCount, timelineFacts } from "./order-facts.ts";

const line = (quantity: number, cancelled = 0) => ({ quantity, cancelled });
const payment = {
  reference: "pay_1",
  gateway: "test",
  cardLast4: "4242",
  amountMinor: 9600,
  refundedMinor: 2400,
};
const refund = {
  event: "refunded",
  at: new Date(0),
  actor: { kind: "system", id: "system", name: "Scarlet" },
  note: null,
} as const;

test("pieces that were cancelled are no longer of the order, but were ordered", () => {
  const order = { lines: [line(1, 2), line(3)], payment: null, totalMinor: 2400, timeline: [] };
  expect(pieceCount(order)).toBe(4);
  expect(timelineFacts(order).orderedPieces).toBe(6);
});

test("what was paid is the payment's amount, before one the total", () => {
  const order = { lines: [line(4)], totalMinor: 7200, timeline: [] };
  expect(timelineFacts({ ...order, payment }).paidMinor).toBe(9600);
  expect(timelineFacts({ ...order, payment: null }).paidMinor).toBe(7200);
});

test("one refund tells its amount; of several the sum would not be theirs", () => {
  const bought = { lines: [line(4)], payment, totalMinor: 7200 };
  expect(timelineFacts({ ...bought, timeline: [refund] }).refundedMinor).toBe(2400);
  expect(timelineFacts({ ...bought, timeline: [refund, refund] }).refundedMinor).toBeUndefined();
});
