import { expect, test } from "vitest";
import { cacheFigures } from "./figures.ts";
import { cacheProcessesCopy } from "./processes.ts";
import { cachedProductsCopy } from "./products.ts";
import { cacheReadsCopy } from "./reads.ts";

test("a rate is a share of all reads, and no reads are no rate", () => {
  expect(cacheFigures.hitRate({ hits: 974, misses: 20, bypasses: 6 })).toBe("97.4 %");
  expect(cacheFigures.hitRate({ hits: 0, misses: 0, bypasses: 0 })).toBe("no reads");
});

test("times are told in the unit that reads best", () => {
  const { duration } = cacheFigures;
  expect([duration(212), duration(2_400), duration(null), duration(Number.POSITIVE_INFINITY)]).toEqual([
    "212 ms",
    "2.4 s",
    "none",
    "over 2 s",
  ]);
  expect([0, 100, 1_000, 60_000].map(cacheFigures.probeAge)).toEqual(["at 0 ms", "100 ms", "1 s", "60 s"]);
});

test("nines are cut, never rounded up", () => {
  expect(cacheFigures.nines(5.699)).toBe("5.6");
  expect(cacheFigures.nines(0)).toBe("0.0");
});

test("reasons come by how often they were", () => {
  expect(cacheReadsCopy.refusedReasons({ late: 18, voided: 151, no_guard: 0 })).toBe(
    "A writer came between: 151. Lease ran out: 18.",
  );
  expect(cacheReadsCopy.refusedReasons({})).toBe("");
});

test("a process's answer is told with where it came from and what it saw", () => {
  const figures = { version: 7, onHand: 3, available: 2, freeAt: null };
  const answer = { outcome: "hit", tookMs: 0.9, mode: "on", epoch: 41, viewAgeMs: 212, figures } as const;
  const { answer: answerCopy, controlReading } = cacheProcessesCopy;
  expect([answerCopy(answer), controlReading(answer)]).toEqual(["answers hit, 0.9 ms", "ON 41, view 212 ms"]);
  expect(controlReading({ ...answer, mode: null, viewAgeMs: null })).toBe("no mode in time, view none");
  expect(answerCopy(null)).toBe("no answer");
});

test("a warming tells what it had to fill", () => {
  const { warmed } = cachedProductsCopy;
  expect(warmed({ products: 500, filled: 12 })).toBe(
    "500 products warmed. 12 were filled, the others were there.",
  );
  expect(warmed({ products: 1, filled: 1 })).toBe("1 product warmed. 1 was filled.");
  expect(warmed({ products: 48, filled: 0 })).toBe("48 products warmed. All were there already.");
  expect(warmed({ products: 0, filled: 0 })).toBe("There is no product to warm.");
});
