import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDomainError } from "../kernel/index.ts";
import {
  adjust,
  type Cause,
  netChanges,
  openDraft,
  putBack,
  release,
  reserve,
  rollBack,
  rowOf,
  type StockDraft,
  sell,
} from "./decide.ts";
import type { AdjustStockInput, StockRow } from "./schema.ts";

const NOW = new Date("2026-01-01T12:00:00Z");
const cause = (causeKey = "c"): Cause => ({
  actor: { kind: "system", id: "system", name: "Scarlet" },
  reason: null,
  note: null,
  orderId: null,
  causeKey,
});
const row = (sku: string, onHand: number, reserved = 0): StockRow => ({
  sku,
  productId: "p",
  onHand,
  reserved,
  available: onHand - reserved,
  version: 7,
  lowStockAt: 5,
});

describe("reserve", () => {
  test("takes all lines or none, and tells what is left of those that fell short", () => {
    const draft = openDraft([row("A", 3), row("B", 1)], NOW);
    expect(() =>
      reserve(
        draft,
        [
          { sku: "A", quantity: 2 },
          { sku: "B", quantity: 2 },
        ],
        cause(),
      ),
    ).toThrowError(
      expect.objectContaining({ code: "inventory.insufficient_stock", details: { available: { B: 1 } } }),
    );
    expect(draft.movements).toEqual([]);
    expect(rowOf(draft, "A").available).toBe(3);
  });

  test("sums two lines of one SKU before it looks", () => {
    const draft = openDraft([row("A", 3)], NOW);
    expect(() =>
      reserve(
        draft,
        [
          { sku: "A", quantity: 2 },
          { sku: "A", quantity: 2 },
        ],
        cause(),
      ),
    ).toThrow();
    reserve(
      draft,
      [
        { sku: "A", quantity: 1 },
        { sku: "A", quantity: 2 },
      ],
      cause(),
    );
    expect(draft.movements).toHaveLength(1);
    expect(rowOf(draft, "A")).toMatchObject({ onHand: 3, reserved: 3, available: 0, version: 8 });
  });

  test("a later command sees what an earlier one took", () => {
    const draft = openDraft([row("A", 1)], NOW);
    reserve(draft, [{ sku: "A", quantity: 1 }], cause("first"));
    expect(() => reserve(draft, [{ sku: "A", quantity: 1 }], cause("second"))).toThrowError(
      expect.objectContaining({ details: { available: { A: 0 } } }),
    );
  });
});

describe("adjust", () => {
  const input = (change: Partial<AdjustStockInput>): AdjustStockInput => ({
    sku: "A",
    reason: "correction",
    ...change,
  });

  test("a set against an older version writes nothing and shows the row", () => {
    const draft = openDraft([row("A", 10)], NOW);
    expect(() => adjust(draft, input({ set: 4, expectedVersion: 6 }), cause())).toThrowError(
      expect.objectContaining({ code: "inventory.version_conflict", details: { current: row("A", 10) } }),
    );
    expect(draft.movements).toEqual([]);
  });

  test("on hand never goes below reserved", () => {
    const draft = openDraft([row("A", 10, 3)], NOW);
    expect(() => adjust(draft, input({ delta: -8 }), cause())).toThrowError(
      expect.objectContaining({ code: "inventory.below_reserved" }),
    );
    expect(adjust(draft, input({ delta: -7 }), cause())).toMatchObject({ onHand: 3, available: 0 });
  });

  test("a count that confirms the figure is still written down", () => {
    const draft = openDraft([row("A", 10)], NOW);
    expect(adjust(draft, input({ set: 10, expectedVersion: 7 }), cause()).version).toBe(8);
    expect(netChanges(draft)).toEqual([
      {
        sku: "A",
        productId: "p",
        expectedVersion: 7,
        minAvailable: 0,
        onHand: 0,
        reserved: 0,
        available: 0,
        movements: 1,
      },
    ]);
  });

  test("what was received and returned is told apart from corrections", () => {
    const draft = openDraft([row("A", 10)], NOW);
    adjust(draft, input({ delta: 5, reason: "received" }), cause("a"));
    adjust(draft, input({ delta: 1, reason: "returned" }), cause("b"));
    adjust(draft, input({ delta: -1, reason: "damaged" }), cause("c"));
    expect(draft.movements.map((movement) => movement.kind)).toEqual(["receive", "return", "adjust"]);
  });
});

test("a bug that releases what is not reserved is stopped before it is written", () => {
  expect(() => release(openDraft([row("A", 2, 1)], NOW), [{ sku: "A", quantity: 2 }], cause())).toThrow(
    /reserved/,
  );
  expect(() => sell(openDraft([row("A", 2, 1)], NOW), [{ sku: "A", quantity: 2 }], cause())).toThrow(
    /reserved/,
  );
});

test("whatever happens: available = on hand − reserved ≥ 0, and the ledger sums to the stock", () => {
  const step = fc.record({
    kind: fc.constantFrom("reserve", "release", "sell", "putBack", "adjust", "set"),
    sku: fc.constantFrom("A", "B"),
    quantity: fc.integer({ min: -6, max: 6 }),
  });
  const apply = (
    draft: StockDraft,
    { kind, sku, quantity }: { kind: string; sku: string; quantity: number },
    i: number,
  ) => {
    const lines = [{ sku, quantity: Math.abs(quantity) }];
    if (kind === "reserve") reserve(draft, lines, cause(`${i}`));
    else if (kind === "release") release(draft, lines, cause(`${i}`));
    else if (kind === "sell") sell(draft, lines, cause(`${i}`));
    else if (kind === "putBack") putBack(draft, lines, cause(`${i}`));
    else if (kind === "adjust") adjust(draft, { sku, delta: quantity, reason: "other" }, cause(`${i}`));
    else
      adjust(
        draft,
        { sku, set: Math.abs(quantity), expectedVersion: rowOf(draft, sku).version, reason: "correction" },
        cause(`${i}`),
      );
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const draft = openDraft([row("A", 5), row("B", 2, 1)], NOW);
      steps.forEach((each, i) => {
        const seen = JSON.stringify([...draft.rows]) + draft.movements.length;
        try {
          apply(draft, each, i);
        } catch (error) {
          if (!isDomainError(error) && (error as Error).name !== "InvariantError") throw error;
          expect(JSON.stringify([...draft.rows]) + draft.movements.length).toBe(seen);
        }
      });
      for (const [sku, now] of draft.rows) {
        const before = draft.before.get(sku);
        const mine = draft.movements.filter((movement) => movement.sku === sku);
        expect(now.available).toBe(now.onHand - now.reserved);
        expect(now.available).toBeGreaterThanOrEqual(0);
        expect(now.onHand).toBe(
          (before?.onHand ?? 0) + mine.reduce((sum, movement) => sum + movement.delta.onHand, 0),
        );
        expect(now.reserved).toBe(
          (before?.reserved ?? 0) + mine.reduce((sum, movement) => sum + movement.delta.reserved, 0),
        );
        expect(mine.map((movement) => movement.version)).toEqual(
          mine.map((_, i) => (before?.version ?? 0) + i + 1),
        );
      }
    }),
  );
});

test("rolling back leaves exactly what stood before", () => {
  const draft = openDraft([row("A", 5, 1), row("B", 4)], NOW);
  reserve(draft, [{ sku: "A", quantity: 2 }], cause("kept"));
  const [kept, rows] = [draft.movements.length, new Map(draft.rows)];
  reserve(draft, [{ sku: "A", quantity: 1 }], cause("undone"));
  sell(draft, [{ sku: "A", quantity: 2 }], cause("undone"));
  reserve(draft, [{ sku: "B", quantity: 4 }], cause("undone"));
  rollBack(draft, kept);
  expect(draft.rows).toEqual(rows);
  expect(draft.movements).toHaveLength(1);
  expect(netChanges(draft)).toMatchObject([{ sku: "A", reserved: 2, movements: 1 }]);
});
