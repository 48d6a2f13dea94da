import { type RateLimit, takeFromLimit } from "@scarlet/domain/kernel";
import { LRUCache } from "lru-cache";

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
 * Counts in memory, bounded: with too many callers of a limit, whoever has not asked for the longest time is forgotten.
 * Somebody with that many addresses gains nothing by it that their number did not give them.
 */
export function createLocalRateCounts(
  monotonicMs: () => number,
  maxCallers: number = MAX_CALLERS,
): OwnCounts {
  const byLimit = new Map<string, LRUCache<string, { readonly fullAtMs: number }>>();
  const countsOf = (name: string) => {
    const known = byLimit.get(name);
    if (known !== undefined) return known;
    const made = new LRUCache<string, { readonly fullAtMs: number }>({ max: maxCallers });
    byLimit.set(name, made);
    return made;
  };
  return {
    take(limit, caller, cost) {
      const counts = countsOf(limit.name);
      const fullAtMs = counts.get(caller)?.fullAtMs;
      const taken = takeFromLimit(limit, { fullAtMs, nowMs: monotonicMs(), cost });
      counts.set(caller, { fullAtMs: taken.fullAtMs });
      return taken.waitMs;
    },
    forget: (limit, caller) => void byLimit.get(limit.name)?.delete(caller),
    size: () => [...byLimit.values()].reduce((sum, counts) => sum + counts.size, 0),
  };
}
