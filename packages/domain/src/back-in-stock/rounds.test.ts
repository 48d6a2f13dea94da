import { array, assert, constantFrom, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { expectedRounds, piecesToTell, TOLD_AT_ONCE, TOLD_COUNTS_MS, type Told, toldAfter } from "./index.ts";

const NOW = new Date("2026-12-01T12:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const told = (...rounds: readonly (readonly [agoMs: number, count: number])[]): Told => ({
  rounds: rounds.map(([agoMs, count]) => ({ at: ago(agoMs), count })),
  stockVersion: 4,
});
const shelf = (available: number, before: Told | null = null, taken = 0) => ({
  available,
  told: before,
  taken,
  now: NOW,
});

test.each([
  ["nobody was told", shelf(3), 3],
  ["nothing is there", shelf(0), 0],
  ["all pieces are meant for somebody", shelf(3, told([1_000, 3])), 0],
  ["more came", shelf(5, told([1_000, 3])), 2],
  ["one was taken", shelf(2, told([1_000, 3]), 1), 0],
  ["all were taken and others came", shelf(2, told([1_000, 3]), 3), 2],
  ["more were taken than told of", shelf(2, told([1_000, 3]), 8), 2],
  ["old holds came free besides", shelf(10, told([1_000, 3]), -7), 7],
  ["damaged pieces went away", shelf(1, told([1_000, 3])), 0],
  ["the hour is over", shelf(3, told([TOLD_COUNTS_MS, 3])), 3],
  ["the hour is nearly over", shelf(3, told([TOLD_COUNTS_MS - 1, 3])), 0],
  ["one round is over and one is not", shelf(5, told([TOLD_COUNTS_MS, 3], [1_000, 2])), 3],
  ["a truckload came", shelf(50_000), TOLD_AT_ONCE],
])("%s", (_, given, count) => {
  expect(piecesToTell(given)).toBe(count);
});

test("whoever was told first took the first pieces", () => {
  const before = told([3_000, 2], [2_000, 2], [1_000, 2]);
  expect(expectedRounds({ told: before, taken: 3, now: NOW })).toEqual([
    { at: ago(2_000), count: 1 },
    { at: ago(1_000), count: 2 },
  ]);
});

test("rounds are remembered without those that are over, and never more than sixty", () => {
  const after = toldAfter(shelf(9, told([TOLD_COUNTS_MS, 1], [1_000, 2]), 1), 4, 7);
  expect(after).toEqual({
    rounds: [
      { at: ago(1_000), count: 1 },
      { at: NOW, count: 4 },
    ],
    stockVersion: 7,
  });
  let many: Told | null = null;
  for (let round = 0; round < 200; round += 1) many = toldAfter(shelf(1_000, many), 1, round);
  expect(many?.rounds).toHaveLength(60);
  expect(many?.rounds.reduce((sum, { count }) => sum + count, 0)).toBe(200);
});

test("within an hour never more people are told than pieces came, whatever is held, given back and swept", () => {
  const steps = array(constantFrom("arrive", "hold", "give back", "sweep"), { maxLength: 60 });
  const never = property(steps, nat(3), (moves, begin) => {
    let [available, held, came, toldOf, taken] = [begin, 0, begin, 0, 0];
    let before: Told | null = null;
    for (const move of moves) {
      if (move === "arrive") [available, came] = [available + 1, came + 1];
      if (move === "hold" && available > 0) [available, held, taken] = [available - 1, held + 1, taken + 1];
      if (move === "give back" && held > 0) [available, held, taken] = [available + 1, held - 1, taken - 1];
      if (move !== "sweep") continue;
      const count = piecesToTell(shelf(available, before, taken));
      if (count === 0) continue;
      before = toldAfter(shelf(available, before, taken), count, 0);
      [toldOf, taken] = [toldOf + count, 0];
    }
    // A piece that was held when it was told of and is given back later is told of once more: never oftener than it was held.
    expect(toldOf).toBeLessThanOrEqual(came + moves.filter((move) => move === "give back").length);
    const sweeps = moves.every((move) => move === "sweep" || move === "arrive");
    if (sweeps) expect(toldOf).toBeLessThanOrEqual(came);
  });
  assert(never, { numRuns: 300 });
});
