import { expect, test } from "vitest";
import { openOutcomeOf, refusalOf, retryAfterSecondsOf } from "./refusal.ts";

const error = (data: unknown) => Object.assign(new Error("Out of stock."), { data });

test("a refusal tells its code, sentence and details", () => {
  const details = { available: { "CER-MUG-EMB": 0 } };
  const refusal = refusalOf(error({ httpStatus: 409, errorCode: "inventory.insufficient_stock", details }));
  expect(refusal).toEqual({
    code: "inventory.insufficient_stock",
    sentence: "Out of stock.",
    status: 409,
    details,
  });
});

test("only who asked too often is told how long to wait", () => {
  const after = (httpStatus: number, retryAfterSeconds: unknown) =>
    retryAfterSecondsOf(error({ httpStatus, errorCode: "a.b", details: { retryAfterSeconds } }));
  expect([after(429, 7), after(429, "7"), after(409, 7)]).toEqual([7, undefined, undefined]);
});

test("a 5xx is a refusal only where the shop says that nothing was done; any other leaves it open", () => {
  const answer = (httpStatus: number, errorCode: string, details = {}) =>
    error({ httpStatus, errorCode, details });
  const busy = answer(503, "service.unavailable", { outcome: "nothing_done" });
  expect(refusalOf(busy)?.status).toBe(503);
  expect(openOutcomeOf(busy)).toBeUndefined();
  const open = answer(503, "orders.paid_being_booked", { outcome: "unknown", idempotencyKey: "k" });
  expect(refusalOf(open)).toBeUndefined();
  expect(openOutcomeOf(open)).toMatchObject({
    code: "orders.paid_being_booked",
    details: { idempotencyKey: "k" },
  });
  for (const silent of [answer(503, "service.unavailable"), answer(500, "internal"), answer(502, "bad")])
    expect(refusalOf(silent)).toBeUndefined();
});

test.each([undefined, new Error("fetch failed"), error(null), error({ httpStatus: "409" })])(
  "%s is no answer",
  (value) => {
    expect(refusalOf(value)).toBeUndefined();
  },
);
