import type { ReadCounts } from "@scarlet/domain/cache";
import { hitRate } from "@scarlet/domain/cache";
import { language } from "../language.ts";

const percent = new Intl.NumberFormat(language.numbers, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** How the figures of the stock cache are written: rates, durations and nines. */
export const cacheFigures = {
  /** The hit rate of reads: "97.4 %", or "no reads". */
  hitRate: (counts: ReadCounts): string => {
    const rate = hitRate(counts);
    return rate === null ? "no reads" : `${percent.format(100 * rate)} %`;
  },

  /** A duration: "212 ms", "2.4 s", "none" for null. Infinity is longer than the longest class of its histogram: "over 2 s". */
  duration: (ms: number | null, longestMs = 2_000): string => {
    if (ms === null) return "none";
    if (ms === Number.POSITIVE_INFINITY) return `over ${longestMs / 1_000} s`;
    return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
  },

  /** Nines with one decimal: "5.6". Rounded down, because more than the probes support must not be claimed. */
  nines: (nines: number): string => (Math.floor(nines * 10) / 10).toFixed(1),

  /** How long after the commit a probe asked: "at 0 ms", "100 ms", "60 s". */
  probeAge: (afterMs: number): string => {
    if (afterMs === 0) return "at 0 ms";
    return afterMs < 1_000 ? `${afterMs} ms` : `${afterMs / 1_000} s`;
  },

  /** The upper bound of a class of the histogram of the release lag, in milliseconds where it has no unit. */
  lagBound: (upToMs: number | null): string => {
    if (upToMs === null) return "more";
    return upToMs >= 1_000 ? `${upToMs / 1_000} s` : String(upToMs).replace(/^0/, "");
  },

  /** Not read yet. */
  notYet: "…",
} as const;
