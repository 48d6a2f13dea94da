import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { MOVEMENT_KINDS, type Movement, type MovementKind } from "./schema.ts";
import { stockMoves } from "./stock-moves.ts";

function movement(kind: MovementKind, sku: string, pieces: number): Movement {
  const reserved = { reserve: pieces, release: -pieces, sale: -pieces }[kind as string] ?? 0;
  const onHand = { reserve: 0, release: 0, sale: -pieces }[kind as string] ?? pieces;
  return {
    sku,
    productId: `product of ${sku}`,
    kind,
    delta: { onHand, reserved },
    before: { onHand: 0, reserved: 0 },
    after: { onHand, reserved },
    version: 1,
    actor: { kind: "guest", id: "secret", name: "Marta" },
    reason: null,
    note: "a name",
    orderId: "order",
    causeKey: "cause",
    at: new Date(0),
  };
}

test("says how many pieces of which kind, and nothing of whom", () => {
  const moves = stockMoves([
    movement("reserve", "MUG", 2),
    movement("reserve", "MUG", 1),
    movement("sale", "MUG", 1),
    movement("adjust", "JUG", -4),
  ]);
  expect(Object.fromEntries(moves)).toEqual({
    "product of MUG": [
      { sku: "MUG", kind: "reserve", pieces: 3 },
      { sku: "MUG", kind: "sale", pieces: 1 },
    ],
    "product of JUG": [{ sku: "JUG", kind: "adjust", pieces: -4 }],
  });
});

test("counts every piece once, whatever the commit held", () => {
  const any = record({
    kind: constantFrom(...MOVEMENT_KINDS),
    sku: constantFrom("MUG", "JUG"),
    pieces: integer({ min: 1, max: 9 }),
  });
  assert(
    property(array(any), (all) => {
      const moves = [
        ...stockMoves(all.map(({ kind, sku, pieces }) => movement(kind, sku, pieces))).values(),
      ].flat();
      const sum = (list: readonly { kind: string; sku: string; pieces: number }[], key: string) =>
        list
          .filter(({ kind, sku }) => `${kind} ${sku}` === key)
          .reduce((total, { pieces }) => total + pieces, 0);
      for (const key of new Set(all.map(({ kind, sku }) => `${kind} ${sku}`)))
        expect(sum(moves, key)).toBe(sum(all, key));
      expect(moves.length).toBe(new Set(all.map(({ kind, sku }) => `${kind} ${sku}`)).size);
    }),
  );
});
