import { expect, test } from "vitest";
import {
  answerCopy,
  controlReadingCopy,
  drainLeft,
  formatHitRate,
  formatMs,
  formatNines,
  formatProbeAge,
  isBehind,
  refusedFillsCopy,
  warmedCopy,
  worstOf,
} from "./cache-copy.ts";

test("a rate is a share of all reads, and no reads are no rate", () => {
  expect(formatHitRate({ hits: 974, misses: 20, bypasses: 6 })).toBe("97.4 %");
  expect(formatHitRate({ hits: 0, misses: 0, bypasses: 0 })).toBe("no reads");
});

test("times are told in the unit that reads best", () => {
  expect([formatMs(212), formatMs(2_400), formatMs(null), formatMs(Number.POSITIVE_INFINITY)]).toEqual([
    "212 ms",
    "2.4 s",
    "none",
    "over 2 s",
  ]);
});

test("nines are cut, never rounded up", () => {
  expect(formatNines(5.699)).toBe("5.6");
  expect(formatNines(0)).toBe("0.0");
});

test("reasons come by how often they were", () => {
  expect(refusedFillsCopy({ late: 18, voided: 151, no_guard: 0 })).toBe(
    "A writer came between: 151. Lease ran out: 18.",
  );
  expect(refusedFillsCopy({})).toBe("");
});

test("the way back counts down to nothing and not below", () => {
  const since = new Date("2026-03-03T14:31:00Z");
  const left = (passedMs: number) =>
    drainLeft({ mode: "drain", since, now: new Date(since.getTime() + passedMs), drainMs: 12_500 });
  expect(left(4_000)).toEqual({ leftS: 9, passedS: 4, allS: 13 });
  expect(left(60_000)).toEqual({ leftS: 0, passedS: 12, allS: 13 });
  expect(drainLeft({ mode: "on", since, now: since, drainMs: 12_500 })).toBeNull();
});

test("a process's answer is told with where it came from and what it saw", () => {
  const figures = { version: 7, onHand: 3, available: 2, freeAt: null };
  const answer = { outcome: "hit", tookMs: 0.9, mode: "on", epoch: 41, viewAgeMs: 212, figures } as const;
  expect([answerCopy(answer), controlReadingCopy(answer)]).toEqual([
    "answers hit, 0.9 ms",
    "ON 41, view 212 ms",
  ]);
  expect(controlReadingCopy({ ...answer, mode: null, viewAgeMs: null })).toBe("no mode in time, view none");
  expect(answerCopy(null)).toBe("no answer");
  expect([6, 7, 8, null].map((committed) => isBehind(answer, committed))).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(isBehind({ figures: null }, 1)).toBe(true);
});

test("a warming tells what it had to fill", () => {
  expect(warmedCopy({ products: 500, filled: 12 })).toBe(
    "500 products warmed. 12 were filled, the others were there.",
  );
  expect(warmedCopy({ products: 1, filled: 1 })).toBe("1 product warmed. 1 was filled.");
  expect(warmedCopy({ products: 48, filled: 0 })).toBe("48 products warmed. All were there already.");
  expect(warmedCopy({ products: 0, filled: 0 })).toBe("There is no product to warm.");
});

test("the auditor's ages, and the one that is told first: whichever broke the promise", () => {
  expect([0, 100, 1_000, 60_000].map(formatProbeAge)).toEqual(["at 0 ms", "100 ms", "1 s", "60 s"]);
  const fresh = { afterMs: 0, total: 900, stale: 0 };
  expect(worstOf([fresh, { afterMs: 60_000, total: 870, stale: 0 }])).toMatchObject({ total: 900, stale: 0 });
  expect(worstOf([fresh, { afterMs: 60_000, total: 870, stale: 1 }])).toMatchObject({ total: 870, stale: 1 });
  expect(worstOf([])).toEqual({ total: 0, stale: 0 });
});
