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

test("a conflict and a value below what is reserved bring the current row", () => {
  expect(outcomeOf(wire("inventory.version_conflict", 409, { current }))).toEqual({
    kind: "conflict",
    current,
  });
  expect(outcomeOf(wire("inventory.below_reserved", 409, { current }))).toEqual({
    kind: "belowReserved",
    current,
  });
});

test("any other refusal keeps the sentence of the API", () => {
  expect(outcomeOf(wire("accounts.forbidden", 403))).toEqual({ kind: "refused", sentence: "The sentence." });
  expect(outcomeOf(wire("service.unavailable", 503, { outcome: "nothing_done" }))).toEqual({
    kind: "refused",
    sentence: "The sentence.",
  });
});

test("without a response, or with a 5xx that promises nothing, the outcome is unknown", () => {
  expect(outcomeOf(new TypeError("fetch failed"))).toEqual({ kind: "unknown" });
  expect(outcomeOf(wire("internal", 500))).toEqual({ kind: "unknown" });
  expect(outcomeOf(wire("service.outcome_unknown", 503, { outcome: "unknown" }))).toEqual({
    kind: "unknown",
  });
  expect(outcomeOf(wire("service.unreachable", 502))).toEqual({ kind: "unknown" });
});
