import { insufficientStock } from "@scarlet/domain/inventory";
import { outcomeUnknown, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { isInternal, refusalOf, toTrpcError } from "./errors.ts";
import { problemHeaders, problemOf } from "./rest/problem.ts";

test("a refusal keeps its code, its sentence and its details", () => {
  const error = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: insufficientStock({ "CER-1": 2 }) });
  expect(toTrpcError(error).code).toBe("CONFLICT");
  expect(problemOf(refusalOf(error))).toMatchObject({
    status: 409,
    title: "Conflict",
    code: "inventory.insufficient_stock",
    available: { "CER-1": 2 },
  });
});

test("what nobody foresaw is internal and tells nothing of its cause", () => {
  const error = new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    cause: new Error("password of the database: hunter2"),
  });
  expect(isInternal(error)).toBe(true);
  expect(JSON.stringify(problemOf(refusalOf(error)))).not.toContain("hunter2");
});

test("a bad input is told by field, without the value that was sent", () => {
  const parsed = z.strictObject({ quantity: z.int().min(1) }).safeParse({ quantity: -77 });
  const problem = problemOf(refusalOf(parsed.error));
  expect(problem).toMatchObject({ status: 400, code: "input.invalid", issues: [{ path: "quantity" }] });
  expect(problem.detail).toMatch(/^quantity: /);
  expect(JSON.stringify(problem)).not.toContain("-77");
});

test("details never hide the fixed members of a problem", () => {
  expect(
    problemOf({ status: 409, code: "a.b", sentence: "No.", details: { status: "expired", code: "x" } }),
  ).toMatchObject({
    status: 409,
    code: "a.b",
  });
});

test("busy tells when to come back", () => {
  expect(problemHeaders(refusalOf(temporarilyUnavailable(1.2)))).toEqual({ "retry-after": "2" });
});

test("from 500 on an answer says whether nothing was done, and an open one carries the key to ask again with", () => {
  expect(refusalOf(temporarilyUnavailable(1), "k").details).toEqual({
    retryAfterSeconds: 1,
    outcome: "nothing_done",
  });
  const open = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: outcomeUnknown() });
  expect(problemOf(refusalOf(open, "k"))).toMatchObject({
    status: 503,
    code: "service.outcome_unknown",
    outcome: "unknown",
    idempotencyKey: "k",
  });
  expect(refusalOf(new Error("a bug"), "k").details).toEqual({ outcome: "unknown", idempotencyKey: "k" });
  expect(refusalOf(open).details).not.toHaveProperty("idempotencyKey");
  expect(refusalOf(insufficientStock({}), "k").details).not.toHaveProperty("outcome");
});
