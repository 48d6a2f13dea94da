import { expect, test } from "vitest";
import { isInView } from "./is-in-view.ts";

const VIEWS = ["all", "low", "out", "held"] as const;

test.each([
  ["plenty", { onHand: 9, reserved: 0 }, ["all"]],
  ["at the low mark", { onHand: 4, reserved: 0 }, ["all", "low"]],
  ["at the low mark by what is held", { onHand: 6, reserved: 2 }, ["all", "low", "held"]],
  ["nothing left", { onHand: 0, reserved: 0 }, ["all", "low", "out"]],
  ["all of it held", { onHand: 3, reserved: 3 }, ["all", "low", "out", "held"]],
] as const)("%s", (_, { onHand, reserved }, views) => {
  const row = { sku: "MUG-1", productId: "mug", version: 1, lowStockAt: 4 };
  const stock = { ...row, onHand, reserved, available: onHand - reserved };
  expect(VIEWS.filter((view) => isInView(stock, view))).toEqual(views);
});
