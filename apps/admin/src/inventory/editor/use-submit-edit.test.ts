import { expect, test } from "vitest";
import { outcomeOf } from "./use-submit-edit.ts";

const current = {
  sku: "CER-MUG-EMB",
  productId: "p",
  onHand: 29,
  reserved: 2,
  available: 27,
  version: 58,
  lowStockAt: 5,
};

const wire = (errorCode: string, httpStatus: number, details: Record<string, unknown> = {}) =>
  Object.assign(new Error("The sentence."), { data: { code: "X", httpStatus, errorCode, details } });

test("a conflict and a figure under what is held bring the row as it is now", () => {
  expect(outcomeOf(wire("inventory.version_conflict", 409, { current }))).toEqual({
    is: "conflict",
    current,
  });
  expect(outcomeOf(wire("inventory.below_reserved", 409, { current }))).toEqual({ is: "below", current });
});

test("any other refusal is told in the shop's own words", () => {
  expect(outcomeOf(wire("accounts.forbidden", 403))).toEqual({ is: "refused", sentence: "The sentence." });
  expect(outcomeOf(wire("service.unavailable", 503, { outcome: "nothing_done" }))).toEqual({
    is: "refused",
    sentence: "The sentence.",
  });
});

test("without an answer, or with one from a broken shop, nobody knows whether it was written", () => {
  expect(outcomeOf(new TypeError("fetch failed"))).toEqual({ is: "unknown" });
  expect(outcomeOf(wire("internal", 500))).toEqual({ is: "unknown" });
  expect(outcomeOf(wire("service.outcome_unknown", 503, { outcome: "unknown" }))).toEqual({ is: "unknown" });
  expect(outcomeOf(wire("service.unreachable", 502))).toEqual({ is: "unknown" });
});
