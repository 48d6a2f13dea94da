import type { CacheSpan, ReadCounts } from "@scarlet/domain/cache";
import { formatNumber } from "../../format/numbers.ts";

/** A time span: on its button, and in a sentence. */
const SPANS = {
  "1h": { short: "1 h", words: "the last hour" },
  "24h": { short: "24 h", words: "24 hours" },
  "7d": { short: "7 d", words: "7 days" },
} as const satisfies Record<CacheSpan, { short: string; words: string }>;

const REFUSAL_REASONS: Readonly<Record<string, string>> = {
  voided: "A writer came between",
  overtaken: "Another reader was quicker",
  late: "Lease ran out",
  no_guard: "Older epoch",
  no_answer: "Redis did not answer",
  hold_ended: "A hold ended first",
};

/** The words about stock reads and the two charts of them: the hit rate, and the fills that Redis refused. */
export const cacheReadsCopy = {
  head: "Stock reads",
  span: "Span",
  spanButton: (span: CacheSpan) => SPANS[span].short,

  /** Around the hit rate of the last minute. `isNone`: there was no read over the whole span. */
  rateOver: (span: CacheSpan, isNone: boolean) => ({
    before: isNone ? `in ${SPANS[span].words}, ` : `hit rate over ${SPANS[span].words}, `,
    after: " in the last minute",
  }),

  /** The key to the chart's colours. */
  hit: "Hit",
  miss: "Miss",
  bypass: "Bypass, read from the database",

  /** The chart in words, for screen readers. */
  chart: (span: CacheSpan, { hits, misses, bypasses }: ReadCounts) =>
    `Stock reads over ${SPANS[span].words}: ${formatNumber(hits)} hits, ${formatNumber(misses)} misses, ${formatNumber(bypasses)} read from the database.`,
  chartLoading: "Stock reads are being read",
  perSecond: "/s",
  now: "now",

  refusedHead: "Fills refused",
  refusedOver: (span: CacheSpan) => `old values kept out in ${SPANS[span].words}`,
  refusedChart: (span: CacheSpan, refused: number) =>
    `Fills refused in ${SPANS[span].words}: ${formatNumber(refused)}.`,
  /** Refused fills by reason, most frequent first: "A writer came between: 151. Lease ran out: 18." Empty when none. */
  refusedReasons: (refused: Readonly<Record<string, number>>): string =>
    Object.entries(refused)
      .filter(([, count]) => count > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${REFUSAL_REASONS[reason] ?? reason}: ${count}.`)
      .join(" "),
  refusedNote: (reasons: string) =>
    `${reasons === "" ? "None since the processes started." : `Since the processes started: ${reasons}`} Each is a stale read that did not happen.`,
} as const;
