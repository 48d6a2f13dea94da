import { expect, test } from "vitest";
import { refusalOf, shortfall } from "./refusal.ts";

const error = (data: unknown) => Object.assign(new Error("Out of stock."), { data });

test("a refusal tells its code, sentence and what is left", () => {
  const refusal = refusalOf(
    error({
      httpStatus: 409,
      errorCode: "inventory.insufficient_stock",
      details: { available: { "CER-MUG-EMB": 0, broken: "3" } },
    }),
  );
  expect(refusal).toMatchObject({ code: "inventory.insufficient_stock", sentence: "Out of stock." });
  expect(shortfall(refusal)).toEqual({ "CER-MUG-EMB": 0 });
});

test("503 is a refusal, because nothing was done; another 5xx leaves it open", () => {
  expect(refusalOf(error({ httpStatus: 503, errorCode: "service.unavailable" }))?.status).toBe(503);
  expect(refusalOf(error({ httpStatus: 500, errorCode: "internal" }))).toBeUndefined();
});

test.each([undefined, new Error("fetch failed"), error(null), error({ httpStatus: "409" })])(
  "%s is no answer",
  (value) => {
    expect(refusalOf(value)).toBeUndefined();
    expect(shortfall(refusalOf(value))).toBeUndefined();
  },
);
