import { type RateLimit, takeFromLimit } from "@scarlet/domain/kernel";

/** Callers remembered for each limit; a count takes about 150 bytes with its key. */
const MAX_CALLERS = 20_000;

/** Rate counts kept in this process. */
export type OwnCounts = {
  take(limit: RateLimit, caller: string, cost: number): number;
  forget(limit: RateLimit, caller: string): void;
  /** How many callers are remembered, over all limits. */
  size(): number;
};

/**
 * Counts in memory, bounded: when there are too many callers of a limit, who came first is forgotten. Somebody with that
 * many addresses gains nothing by it that their number did not give them. A plain map and not `lru-cache`: every request
 * counts here, and with that the first ones of a busy process waited longer than a shared count is waited for.
 */
export function createLocalRateCounts(
  monotonicMs: () => number,
  mostCallers: number = MAX_CALLERS,
): OwnCounts {
  const byLimit = new Map<string, Map<string, { fullAtMs: number }>>();
  const countsOf = (name: string) => {
    const known = byLimit.get(name);
    if (known !== undefined) return known;
    const made = new Map<string, { fullAtMs: number }>();
    byLimit.set(name, made);
    return made;
  };
  return {
    take(limit, caller, cost) {
      const counts = countsOf(limit.name);
      const known = counts.get(caller);
      const taken = takeFromLimit(limit, { fullAtMs: known?.fullAtMs, nowMs: monotonicMs(), cost });
      if (known !== undefined) known.fullAtMs = taken.fullAtMs;
      else {
        if (counts.size >= mostCallers) forgetFirst(counts);
        counts.set(caller, { fullAtMs: taken.fullAtMs });
      }
      return taken.waitMs;
    },
    forget: (limit, caller) => void byLimit.get(limit.name)?.delete(caller),
    size: () => [...byLimit.values()].reduce((sum, counts) => sum + counts.size, 0),
  };
}

function forgetFirst(counts: Map<string, unknown>): void {
  for (const caller of counts.keys()) {
    counts.delete(caller);
    return;
  }
}
