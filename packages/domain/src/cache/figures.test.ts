import { expect, test } from "vitest";
import { hitRate, nines, readCounts, sumProbes, timeWithin } from "./figures.ts";

test("steps on the way to an answer are no answers", () => {
  const reads = {
    hit: 90,
    fill: 4,
    joined: 3,
    refused_fill: 1,
    waited: 50,
    fenced: 2,
    bypass: 2,
    below_floor: 1,
  };
  expect(readCounts(reads)).toEqual({ hits: 90, misses: 8, bypasses: 2 });
  expect(hitRate(readCounts(reads))).toBe(0.9);
  expect(hitRate(readCounts({}))).toBeNull();
});

test("nothing stale in n probes supports a share below three in n", () => {
  expect(nines({ total: 3_000, stale: 0 })).toBeCloseTo(3);
  expect(nines({ total: 1_482_310, stale: 0 })).toBeCloseTo(5.69, 1);
  expect(nines({ total: 2, stale: 0 })).toBe(0);
  expect(nines({ total: 0, stale: 0 })).toBe(0);
});

test("stale probes cost nines, and more of them cost more", () => {
  const one = nines({ total: 10_000, stale: 1 });
  expect(one).toBeLessThan(nines({ total: 10_000, stale: 0 }));
  expect(nines({ total: 10_000, stale: 100 })).toBeLessThan(one);
  expect(nines({ total: 10, stale: 10 })).toBe(0);
});

test("a share of times lies within the class where it falls", () => {
  const classes = [
    { upToMs: 1, count: 60 },
    { upToMs: 5, count: 39 },
    { upToMs: null, count: 1 },
  ];
  expect(timeWithin(classes, 0.5)).toBe(1);
  expect(timeWithin(classes, 0.99)).toBe(5);
  expect(timeWithin(classes, 1)).toBe(Number.POSITIVE_INFINITY);
  expect(timeWithin([], 0.5)).toBeNull();
});

test("probes are summed by age, and a process that tells none is left out", () => {
  const one = [
    { afterMs: 0, total: 5, stale: 1 },
    { afterMs: 60_000, total: 3, stale: 0 },
  ];
  expect(sumProbes([one, undefined, one, [{ afterMs: 77, total: 9, stale: 9 }]])).toEqual([
    { afterMs: 0, total: 10, stale: 2 },
    { afterMs: 100, total: 0, stale: 0 },
    { afterMs: 1_000, total: 0, stale: 0 },
    { afterMs: 60_000, total: 6, stale: 0 },
  ]);
});
