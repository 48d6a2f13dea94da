import type { CacheHealth, Probes, ProcessAnswer } from "@scarlet/domain/cache";

/** The API's report on the stock cache. `titles` has the titles of the products named in it, by id. */
export type Health = CacheHealth & { readonly titles: Readonly<Record<string, string>> };

/** The age with the most stale probes; with equally many, the one with the most probes. */
export function worstOf(probes: readonly Probes[]): Pick<Probes, "total" | "stale"> {
  return probes.reduce(
    (worst, each) =>
      each.stale > worst.stale || (each.stale === worst.stale && each.total > worst.total) ? each : worst,
    { total: 0, stale: 0 },
  );
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

/** Whether an answer is older than what was committed before the question. That would be a bug. */
export function isBehind(answer: Pick<ProcessAnswer, "figures">, committed: number | null): boolean {
  return committed !== null && (answer.figures?.version ?? 0) < committed;
}
