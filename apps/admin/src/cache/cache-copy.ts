import type { CacheHealth, Probes, ProcessAnswer, ReadCounts, Warmed } from "@scarlet/domain/cache";
import { hitRate } from "@scarlet/domain/cache";
import { formatCount, formatNumber } from "../format/numbers.ts";

/** The API's report on the stock cache. `titles` has the titles of the products named in it, by id. */
export type Health = CacheHealth & { readonly titles: Readonly<Record<string, string>> };

const percent = new Intl.NumberFormat("en-IE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The hit rate of reads: "97.4 %", or "no reads". */
export function formatHitRate(counts: ReadCounts): string {
  const rate = hitRate(counts);
  return rate === null ? "no reads" : `${percent.format(100 * rate)} %`;
}

/** A duration: "212 ms", "2.4 s", "none" for null. Infinity is longer than the longest class of its histogram: "over 2 s". */
export function formatMs(ms: number | null, longestMs = 2_000): string {
  if (ms === null) return "none";
  if (ms === Number.POSITIVE_INFINITY) return `over ${longestMs / 1_000} s`;
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** Nines with one decimal: "5.6". Rounded down, because more than the probes support must not be claimed. */
export function formatNines(nines: number): string {
  return (Math.floor(nines * 10) / 10).toFixed(1);
}

/** How long after the commit a probe asked: "at 0 ms", "100 ms", "60 s". */
export function formatProbeAge(afterMs: number): string {
  if (afterMs === 0) return "at 0 ms";
  return afterMs < 1_000 ? `${afterMs} ms` : `${afterMs / 1_000} s`;
}

/** The age with the most stale probes; with equally many, the one with the most probes. */
export function worstOf(probes: readonly Probes[]): Pick<Probes, "total" | "stale"> {
  return probes.reduce(
    (worst, each) =>
      each.stale > worst.stale || (each.stale === worst.stale && each.total > worst.total) ? each : worst,
    { total: 0, stale: 0 },
  );
}

const REFUSAL_REASONS: Readonly<Record<string, string>> = {
  voided: "A writer came between",
  overtaken: "Another reader was quicker",
  late: "Lease ran out",
  no_guard: "Older epoch",
  no_answer: "Redis did not answer",
  hold_ended: "A hold ended first",
};

/** Refused fills by reason, most frequent first: "A writer came between: 151. Lease ran out: 18." Empty when none. */
export function refusedFillsCopy(refused: Readonly<Record<string, number>>): string {
  return Object.entries(refused)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${REFUSAL_REASONS[reason] ?? reason}: ${count}.`)
    .join(" ");
}

/** The progress of a drain in seconds: left, passed and in all. Null when the cache is not draining. */
export function drainLeft(health: Pick<Health, "mode" | "since" | "now" | "drainMs">): {
  readonly leftS: number;
  readonly passedS: number;
  readonly allS: number;
} | null {
  if (health.mode !== "drain" || health.drainMs === null) return null;
  const passedMs = Math.min(health.drainMs, Math.max(0, health.now.getTime() - health.since.getTime()));
  return {
    leftS: Math.ceil((health.drainMs - passedMs) / 1_000),
    passedS: Math.floor(passedMs / 1_000),
    allS: Math.ceil(health.drainMs / 1_000),
  };
}

/** The mode of the cache, for the top bar. */
export function modeCopy(mode: Health["mode"]): string {
  return { on: "Cache on", drain: "Cache draining", off: "Cache off" }[mode];
}

const OUTCOME_COPY: Readonly<Record<ProcessAnswer["outcome"], string>> = {
  hit: "answers hit",
  miss: "answers miss",
  fenced: "answers bypass, being written",
  bypass: "answers bypass",
};

/** Where a process read its answer and how long that took. Null: it did not answer in time. */
export function answerCopy(answer: ProcessAnswer | null): string {
  return answer === null ? "no answer" : `${OUTCOME_COPY[answer.outcome]}, ${formatMs(answer.tookMs)}`;
}

/** The mode and epoch of the cache that a process saw when it answered, and how old its reading of them was. */
export function controlReadingCopy(answer: ProcessAnswer | null): string {
  if (answer === null) return "It said nothing in time. Others are not touched by it.";
  const { mode, epoch, viewAgeMs } = answer;
  const sees = mode === null ? "no mode in time" : `${mode.toUpperCase()} ${epoch}`;
  return `${sees}, view ${formatMs(viewAgeMs)}`;
}

/** Whether an answer is older than what was committed before the question. That would be a bug. */
export function isBehind(answer: Pick<ProcessAnswer, "figures">, committed: number | null): boolean {
  return committed !== null && (answer.figures?.version ?? 0) < committed;
}

/** The result of warming: "500 products warmed. 12 were filled, the others were there." */
export function warmedCopy({ products, filled }: Warmed): string {
  if (products === 0) return "There is no product to warm.";
  const warmed = `${formatCount(products, "product")} warmed.`;
  if (filled === 0) return `${warmed} All were there already.`;
  const others = filled < products ? ", the others were there" : "";
  return `${warmed} ${formatNumber(filled)} ${filled === 1 ? "was" : "were"} filled${others}.`;
}
