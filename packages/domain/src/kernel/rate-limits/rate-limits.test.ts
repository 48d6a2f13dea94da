import { expect, test } from "vitest";
import { scaleRateLimit, takeFromLimit } from "./rate-limit-rules.ts";
import { RATE_LIMITS, type RateLimit } from "./rate-limits.ts";

const LIMIT: RateLimit = { name: "test", burst: 3, perMinute: 60 };

/** Takes at each of these moments; gives how long each had to wait. */
function waits(limit: RateLimit, moments: readonly number[], cost = 1): number[] {
  let fullAtMs: number | undefined;
  return moments.map((nowMs) => {
    const taken = takeFromLimit(limit, { fullAtMs, nowMs, cost });
    fullAtMs = taken.fullAtMs;
    return taken.waitMs;
  });
}

test("the burst is let through at once, and one a second after that", () => {
  expect(waits(LIMIT, [0, 0, 0, 0, 999, 1000, 1000, 2000])).toEqual([0, 0, 0, 1000, 1, 0, 1000, 0]);
});

test("what is refused takes nothing, however often it is tried", () => {
  expect(waits(LIMIT, [0, 0, 0, ...Array.from({ length: 100 }, () => 500), 1000]).at(-1)).toBe(0);
});

test("after a long rest there is the burst again and no more", () => {
  expect(waits(LIMIT, [0, 0, 0, 60_000, 60_000, 60_000, 60_000])).toEqual([0, 0, 0, 0, 0, 0, 1000]);
});

test("many pieces at once cost as many; more than the burst costs the burst", () => {
  expect(waits(LIMIT, [0, 0], 2)).toEqual([0, 1000]);
  expect(waits(LIMIT, [0, 0, 3000], 50)).toEqual([0, 3000, 0]);
});

test("a wider limit is wider in both ways", () => {
  expect(waits(scaleRateLimit(LIMIT, 2), [0, 0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 0, 500]);
});

test("no two limits are counted as one", () => {
  const names = Object.values(RATE_LIMITS).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
