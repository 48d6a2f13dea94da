import type { OrderView } from "@scarlet/domain/orders";
import { expect, test } from "vitest";
import { heldPieces } from "./held-pieces.ts";

const order = (id: string, lines: Record<string, number>) =>
  ({
    id,
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  }) as unknown as OrderView;

test("the visitor's own hold of a SKU, the newest first; a line that was cancelled holds nothing", () => {
  const held = [order("new", { A: 2, B: 0 }), order("old", { A: 1, B: 3 })];
  expect(heldPieces(held, "A")).toMatchObject({ order: { id: "new" }, quantity: 2 });
  expect(heldPieces(held, "B")).toMatchObject({ order: { id: "old" }, quantity: 3 });
  expect(heldPieces(held, "C")).toBeUndefined();
});
