import { expect, test, vi } from "vitest";
import { LastMoves } from "./last-moves.ts";

const change = (version: number, sku: string, kind: string, pieces = 1) => ({
  productId: `product of ${sku}`,
  version,
  moves: [{ sku, kind, pieces }],
});

test("the last thing taken of a SKU is remembered until something is given back", () => {
  const moves = new LastMoves();
  moves.note(change(1, "MUG", "reserve", 2));
  expect(moves.of("MUG")).toMatchObject({ kind: "reserve", pieces: 2 });
  moves.note(change(2, "MUG", "sale", 1));
  expect(moves.of("MUG")).toMatchObject({ kind: "sale", pieces: 1 });
  moves.note(change(1, "JUG", "release"));
  expect(moves.of("MUG")).toMatchObject({ kind: "sale" });
  moves.note(change(3, "MUG", "receive", 40));
  expect(moves.of("MUG")).toBeUndefined();
});

test("an event that comes twice or late is no news", () => {
  const moves = new LastMoves();
  moves.note(change(5, "MUG", "sale"));
  const told = moves.of("MUG");
  moves.note(change(5, "MUG", "sale"));
  moves.note(change(4, "MUG", "release"));
  expect(moves.of("MUG")).toBe(told);
});

test("who listens hears of moves, and of nothing where only figures were told", () => {
  const moves = new LastMoves();
  const hears = vi.fn();
  const stop = moves.subscribe(hears);
  moves.note({ ...change(1, "MUG", "sale"), moves: [] });
  expect(hears).not.toHaveBeenCalled();
  moves.note(change(2, "MUG", "sale"));
  stop();
  moves.note(change(3, "MUG", "sale"));
  expect(hears).toHaveBeenCalledTimes(1);
});

test("it stays small however many SKUs it meets, and keeps the latest", () => {
  const moves = new LastMoves();
  for (let index = 0; index < 1_000; index += 1) moves.note(change(1, `SKU-${index}`, "sale"));
  const kept = Array.from({ length: 1_000 }, (_, index) => moves.of(`SKU-${index}`)).filter(Boolean);
  expect(kept).toHaveLength(200);
  expect(moves.of("SKU-999")).toBeDefined();
});
