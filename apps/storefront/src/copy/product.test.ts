import { expect, test } from "vitest";
import { productCopy } from "./product.ts";

test("a refused add tells the fact, then what it means, then what is still here", () => {
  const { fellShort } = productCopy;
  expect(fellShort({ left: 0, asked: 1, inCart: 0, others: ["Chalk", "Sea"] })).toEqual({
    title: "Someone just bought the last one.",
    text: "You have not been charged. Chalk and Sea are still here.",
  });
  expect(fellShort({ left: 3, asked: 4, inCart: 0, others: [] })).toEqual({
    title: "Only 3 are left.",
    text: "You asked for 4. Nothing was added.",
  });
  expect(fellShort({ left: 1, asked: 1, inCart: 1, others: [] })).toEqual({
    title: "Only 1 is left.",
    text: "Your cart already holds 1. Nothing was added.",
  });
});
