import type { CacheDesk } from "@scarlet/domain/inventory";

/** The desk of a shop without a stock cache. */
export function createMemoryCacheDesk(now: () => Date): CacheDesk {
  return {
    health: async () => ({
      mode: "off",
      epoch: 0,
      since: now(),
      now: now(),
      processes: [],
      reads: {},
      releases: {},
      fenceWait: [],
      releaseLag: [],
      fences: [],
      probes: { total: 0, stale: 0 },
    }),
    inspect: async (productId) => ({ productId, cached: null, database: null }),
    purge: () => Promise.resolve(),
    renewEpoch: () => Promise.resolve(false),
  };
}
