import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ninesOf } from "./nines.ts";

test("none stale in n probes: the rule of three", () => {
  expect(ninesOf({ total: 3_000, stale: 0 })).toEqual({ staleShareBelow: 0.001, nines: 3 });
  expect(ninesOf({ total: 2_999, stale: 0 })?.nines).toBe(2.9);
  expect(ninesOf({ total: 10_000_000, stale: 0 })?.nines).toBe(6.5);
});

test("few probes prove nothing, and no probes are no answer", () => {
  expect(ninesOf({ total: 2, stale: 0 })).toEqual({ staleShareBelow: 1, nines: 0 });
  expect(ninesOf({ total: 0, stale: 0 })).toBeNull();
});

// The figures are from tables of the exact Poisson limits.
test.each([
  [1, 4.744],
  [5, 10.513],
  [50, 63.29],
])("%i stale ones may have been %f", (stale, expected) => {
  expect(ninesOf({ total: 1_000, stale })?.staleShareBelow).toBeCloseTo(expected / 1_000, 4);
});

test("more stale answers never prove more, more probes never less", () => {
  const counts = fc.record({
    total: fc.integer({ min: 1, max: 1e7 }),
    stale: fc.integer({ min: 0, max: 500 }),
  });
  fc.assert(
    fc.property(counts, ({ total, stale }) => {
      const share = (of: number, among: number) => ninesOf({ total: among, stale: of })?.staleShareBelow ?? 1;
      expect(share(stale + 1, total)).toBeGreaterThanOrEqual(share(stale, total));
      expect(share(stale, total + 1)).toBeLessThanOrEqual(share(stale, total));
      expect(share(stale, total)).toBeGreaterThanOrEqual(Math.min(1, stale / total));
    }),
  );
});
