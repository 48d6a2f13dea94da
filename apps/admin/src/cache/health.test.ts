import { expect, test } from "vitest";
import { drainLeft, isBehind, worstOf } from "./health.ts";

test("the way back counts down to nothing and not below", () => {
  const since = new Date("2026-03-03T14:31:00Z");
  const left = (passedMs: number) =>
    drainLeft({ mode: "drain", since, now: new Date(since.getTime() + passedMs), drainMs: 12_500 });
  expect(left(4_000)).toEqual({ leftS: 9, passedS: 4, allS: 13 });
  expect(left(60_000)).toEqual({ leftS: 0, passedS: 12, allS: 13 });
  expect(drainLeft({ mode: "on", since, now: since, drainMs: 12_500 })).toBeNull();
});

test("an answer is behind when it is older than what was committed before the question", () => {
  const answer = { figures: { version: 7, onHand: 3, available: 2, freeAt: null } };
  expect([6, 7, 8, null].map((committed) => isBehind(answer, committed))).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(isBehind({ figures: null }, 1)).toBe(true);
});

test("of the auditor's ages the one that is told first is whichever broke the promise", () => {
  const fresh = { afterMs: 0, total: 900, stale: 0 };
  expect(worstOf([fresh, { afterMs: 60_000, total: 870, stale: 0 }])).toMatchObject({ total: 900, stale: 0 });
  expect(worstOf([fresh, { afterMs: 60_000, total: 870, stale: 1 }])).toMatchObject({ total: 870, stale: 1 });
  expect(worstOf([])).toEqual({ total: 0, stale: 0 });
});
