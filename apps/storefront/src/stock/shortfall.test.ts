import { refusalOf } from "@scarlet/web/trpc/refusal";
import { expect, test } from "vitest";
import { isYours, shortfall } from "./shortfall.ts";

const refusal = (errorCode: string, details: unknown) =>
  refusalOf(Object.assign(new Error("Out of stock."), { data: { httpStatus: 409, errorCode, details } }));

test("a refusal for want of stock tells what is left of each SKU", () => {
  const details = { available: { "CER-MUG-EMB": 0, broken: "3" } };
  expect(shortfall(refusal("inventory.insufficient_stock", details))).toEqual({ "CER-MUG-EMB": 0 });
});

test("other refusals, and no answer, tell nothing of stock", () => {
  expect(shortfall(undefined)).toBeUndefined();
  expect(shortfall(refusal("cart.changed", { available: { "CER-MUG-EMB": 0 } }))).toBeUndefined();
  expect(shortfall(refusal("inventory.insufficient_stock", { available: null }))).toBeUndefined();
});

test("what is on hold for the visitor is told apart", () => {
  expect(isYours(refusal("inventory.insufficient_stock", { yours: ["CER-MUG-EMB"] }))).toBe(true);
  expect(isYours(refusal("inventory.insufficient_stock", { yours: [] }))).toBe(false);
  expect(isYours(undefined)).toBe(false);
});
