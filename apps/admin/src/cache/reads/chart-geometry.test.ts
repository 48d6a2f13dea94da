import { expect, test } from "vitest";
import { bandsOf, highestOf, niceTop, ratesOf, totalsOf } from "./chart-geometry.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 14, minute));
const step = (minute: number, hits: number, misses = 0, bypasses = 0) => ({
  at: at(minute),
  hits,
  misses,
  bypasses,
  refusedFills: 1,
});

test("counts become reads per second, and the running step is not told as if it were over", () => {
  const steps = [step(0, 600, 60), step(1, 300)];
  const now = new Date(at(1).getTime() + 30_000);
  expect(ratesOf({ steps, stepMs: 60_000 }, now)).toEqual([
    { hits: 10, misses: 1, bypasses: 0 },
    { hits: 10, misses: 0, bypasses: 0 },
  ]);
  // One second into a step, a single read must not look like a peak.
  const young = new Date(at(1).getTime() + 1_000);
  expect(ratesOf({ steps: [step(1, 10)], stepMs: 60_000 }, young)[0]?.hits).toBe(1);
});

test("the axis ends above the highest point, in round steps", () => {
  for (const highest of [0, 0.4, 1, 7, 99, 430, 12_345]) {
    const top = niceTop(highest);
    expect(top).toBeGreaterThanOrEqual(highest);
    expect(top / 3).toBeCloseTo(Number((top / 3).toPrecision(2)), 6);
  }
  expect(niceTop(430)).toBe(600);
});

test("bands lie on one another", () => {
  const rates = [
    { hits: 50, misses: 25, bypasses: 25 },
    { hits: 0, misses: 0, bypasses: 100 },
  ];
  expect(highestOf(rates)).toBe(100);
  expect(bandsOf(rates, 100)).toEqual({
    hits: "M0 50L1000 100L1000 100L0 100Z",
    hitsLine: "M0 50L1000 100",
    misses: "M0 25L1000 100L1000 100L0 50Z",
    bypasses: "M0 0L1000 0L1000 100L0 25Z",
  });
});

test("a span is summed", () => {
  expect(totalsOf([step(0, 600, 60), step(1, 300, 0, 3)])).toEqual({
    hits: 900,
    misses: 60,
    bypasses: 3,
    refusedFills: 2,
  });
});
