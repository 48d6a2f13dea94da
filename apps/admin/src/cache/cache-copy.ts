import type { CacheHealth, OwnAnswer, Probes, ReadCounts, Warmed } from "@scarlet/domain/inventory";
import { hitRate } from "@scarlet/domain/inventory";
import { formatCount, formatNumber } from "../format/numbers.ts";

/** What the API tells of the cache's health. */
export type Health = CacheHealth & { readonly titles: Readonly<Record<string, string>> };

const percent = new Intl.NumberFormat("en-IE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A hit rate in words: "97.4 %"; "no reads" where there were none. */
export function formatHitRate(counts: ReadCounts): string {
  const rate = hitRate(counts);
  return rate === null ? "no reads" : `${percent.format(100 * rate)} %`;
}

/** A span of time for a table: "212 ms", "2.4 s"; "over 2 s" for what is longer than was told apart. */
export function formatMs(ms: number | null, longestMs = 2_000): string {
  if (ms === null) return "none";
  if (ms === Number.POSITIVE_INFINITY) return `over ${longestMs / 1_000} s`;
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** Nines as they are told: "5.6"; never more than the probes support, so it is cut and not rounded. */
export function formatNines(nines: number): string {
  return (Math.floor(nines * 10) / 10).toFixed(1);
}

/** How long after a commit was asked: "at 0 ms", "100 ms", "60 s". */
export function formatProbeAge(afterMs: number): string {
  if (afterMs === 0) return "at 0 ms";
  return afterMs < 1_000 ? `${afterMs} ms` : `${afterMs / 1_000} s`;
}

/** The age that broke the promise most often; where none did, the one that was probed most. */
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

/** Refused fills by reason, most frequent first: "A writer came between: 151. Lease ran out: 18." Empty: none. */
export function refusedFillsCopy(refused: Readonly<Record<string, number>>): string {
  return Object.entries(refused)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${REFUSAL_REASONS[reason] ?? reason}: ${count}.`)
    .join(" ");
}

/** Seconds until the way back ends, and of how many; null: it is not under way. */
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

/** How the cache stands, for the bar over every page. */
export function modeCopy(mode: Health["mode"]): string {
  return { on: "Cache on", drain: "Cache draining", off: "Cache off" }[mode];
}

const ANSWERS: Readonly<Record<OwnAnswer["outcome"], string>> = {
  hit: "answers hit",
  miss: "answers miss",
  fenced: "answers bypass, being written",
  bypass: "answers bypass",
};

/** Where a process's answer came from and how long that took it; null: it did not answer in time. */
export function answerCopy(answer: OwnAnswer | null): string {
  return answer === null ? "no answer" : `${ANSWERS[answer.outcome]}, ${formatMs(answer.tookMs)}`;
}

/** What a process saw of the cache when it answered. */
export function controlReadingCopy(answer: OwnAnswer | null): string {
  if (answer === null) return "It said nothing in time. Others are not touched by it.";
  const { mode, epoch, viewAgeMs } = answer;
  const sees = mode === null ? "no mode in time" : `${mode.toUpperCase()} ${epoch}`;
  return `${sees}, view ${formatMs(viewAgeMs)}`;
}

/** Whether an answer is older than what had been committed before the question: that must never be. */
export function isBehind(answer: Pick<OwnAnswer, "figures">, committed: number | null): boolean {
  return committed !== null && (answer.figures?.version ?? 0) < committed;
}

/** What a warming did: "500 products warmed. 12 were filled, the others were there." */
export function warmedCopy({ products, filled }: Warmed): string {
  if (products === 0) return "There is no product to warm.";
  const warmed = `${formatCount(products, "product")} warmed.`;
  if (filled === 0) return `${warmed} All were there already.`;
  const others = filled < products ? ", the others were there" : "";
  return `${warmed} ${formatNumber(filled)} ${filled === 1 ? "was" : "were"} filled${others}.`;
}
