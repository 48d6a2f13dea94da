import { expect, test } from "vitest";
import { sinceFirst, withSample } from "./use-last-minute.ts";

const sample = (second: number, hits: number) => ({
  atMs: second * 1_000,
  counts: { hits, misses: 0, bypasses: 0 },
});

test("the last minute is the difference between its two ends", () => {
  let samples = withSample([], sample(0, 100));
  expect(sinceFirst(samples)).toBeNull();
  samples = withSample(samples, sample(30, 400));
  expect(sinceFirst(samples)?.hits).toBe(300);
  samples = withSample(samples, sample(70, 500));
  expect(sinceFirst(samples)?.hits).toBe(100);
});

test("when a process went with its counts, it begins anew instead of counting backwards", () => {
  const samples = withSample(withSample([], sample(0, 100)), sample(2, 40));
  expect(sinceFirst(samples)).toBeNull();
  expect(sinceFirst(withSample(samples, sample(4, 45)))?.hits).toBe(5);
});
