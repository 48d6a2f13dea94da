import { describe, expect, test } from "vitest";
import { payStepOf, phaseOf } from "./pay-outcome.ts";

const answer = (httpStatus: number, errorCode: string, details = {}) =>
  Object.assign(new Error("The sentence."), { data: { httpStatus, errorCode, details } });
const open = (code: string) => answer(503, code, { outcome: "unknown" });
const busy = answer(503, "service.unavailable", { outcome: "nothing_done" });

describe("while nobody knows what became of the money the page goes on asking", () => {
  test.each([
    ["no answer", new TypeError("fetch failed"), "asking"],
    ["a broken shop", answer(500, "internal", { outcome: "unknown" }), "asking"],
    ["a silent bank", open("payments.unavailable"), "asking"],
    ["a commit whose answer got lost", open("service.outcome_unknown"), "asking"],
    ["money that arrived", open("orders.paid_being_booked"), "booking"],
    ["money that goes back", open("orders.payment_going_back"), "returning"],
  ])("%s", (_, error, phase) => {
    expect(payStepOf(error, false)).toEqual({ kind: "open", phase });
  });

  test.each([
    busy,
    answer(429, "request.too_many"),
    answer(409, "orders.busy"),
    answer(503, "payments.no_answer", { outcome: "nothing_done" }),
  ])("%j says nothing of an earlier try", (error) => {
    expect(payStepOf(error, true)).toEqual({ kind: "open", phase: "asking" });
    expect(payStepOf(error, false)).toMatchObject({ kind: "not_paid", said: { title: "Not paid." } });
  });

  test.each([401, 403, 404])("%i after that never says that it was not paid", (status) => {
    const step = payStepOf(answer(status, status === 404 ? "orders.not_found" : "accounts.x"), true);
    expect(step).toMatchObject({
      kind: "not_paid",
      said: { text: expect.stringContaining("before you pay") },
    });
    expect(JSON.stringify(step)).not.toContain("Not paid.");
  });
});

describe("an answer about the money ends the asking", () => {
  test.each([false, true])("declined, too late, sent back, hold over (asked before: %s)", (wasOpen) => {
    expect(payStepOf(answer(402, "payments.declined"), wasOpen)).toMatchObject({
      kind: "not_paid",
      said: { whileHeld: true },
    });
    const late = answer(409, "orders.paid_too_late", { refundedMinor: 4800 });
    expect(payStepOf(late, wasOpen)).toMatchObject({ said: { text: expect.stringContaining("€48.00") } });
    expect(payStepOf(answer(409, "orders.payment_sent_back"), wasOpen)).toMatchObject({ kind: "not_paid" });
    expect(payStepOf(answer(409, "orders.hold_expired"), wasOpen)).toMatchObject({ kind: "not_paid" });
  });

  test("paid by another try is paid", () => {
    expect(payStepOf(answer(409, "orders.state_conflict", { status: "paid" }), true)).toEqual({
      kind: "paid_already",
    });
    expect(payStepOf(answer(409, "orders.state_conflict", { status: "cancelled" }), true)).toMatchObject({
      kind: "not_paid",
    });
  });
});

test("a page that opens anew tells what is under way", () => {
  const charge = (
    state: "begun" | "requires_action" | "processing" | "captured",
    status = "pending" as const,
  ) => phaseOf({ status, settling: { kind: "charge", state, amountMinor: 4800 } });
  expect([charge("begun"), charge("processing"), charge("requires_action"), charge("captured")]).toEqual([
    "asking",
    "asking",
    "confirming",
    "booking",
  ]);
  expect(
    phaseOf({ status: "expired", settling: { kind: "charge", state: "captured", amountMinor: 1 } }),
  ).toBe("returning");
  expect(phaseOf({ status: "pending", settling: null })).toBeUndefined();
  expect(phaseOf({ status: "paid", settling: { kind: "refund", state: "begun", amountMinor: 1 } })).toBe(
    undefined,
  );
});
