import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LIST_FRESH_SECONDS } from "../redis/index.ts";
import { isDue } from "./list-refresh.ts";

const FRESH_MS = 1_000 * LIST_FRESH_SECONDS;
const chance = fc.double({ min: Number.EPSILON, max: 1, noNaN: true });

test("a list past its time is due, whatever chance says; one that was just loaded in no time is not", () => {
  fc.assert(
    fc.property(chance, fc.integer({ min: 0, max: 5_000 }), (random, tookMs) => {
      expect(isDue({ loadedAtMs: 0, tookMs }, FRESH_MS, random)).toBe(true);
      expect(isDue({ loadedAtMs: 0, tookMs: 0 }, FRESH_MS - 1, random)).toBe(false);
    }),
  );
});

test("the longer a load takes and the nearer the end, the likelier it is that somebody begins early", () => {
  fc.assert(
    fc.property(chance, fc.nat(2_000), fc.nat(FRESH_MS), (random, tookMs, ageMs) => {
      if (!isDue({ loadedAtMs: 0, tookMs }, ageMs, random)) return;
      expect(isDue({ loadedAtMs: 0, tookMs: tookMs + 1 }, ageMs, random)).toBe(true);
      expect(isDue({ loadedAtMs: 0, tookMs }, ageMs + 1, random)).toBe(true);
    }),
  );
  // A load of a second, a second before the end: begun early by e^-1 of the readers.
  const share = Array.from({ length: 1_000 }, (_, place) => (place + 1) / 1_000).filter((random) =>
    isDue({ loadedAtMs: 0, tookMs: 1_000 }, FRESH_MS - 1_000, random),
  );
  expect(share.length / 1_000).toBeCloseTo(Math.exp(-1), 2);
});
