import type { Popularity } from "@scarlet/domain/catalog";
import type { CacheDesk } from "@scarlet/domain/inventory";

/** The desk of a shop without a stock cache. */
export function createMemoryCacheDesk(now: () => Date, popularity?: Pick<Popularity, "top">): CacheDesk {
  return {
    health: async () => ({
      mode: "off",
      epoch: 0,
      since: now(),
      now: now(),
      processes: [],
      reads: {},
      refusedFills: {},
      releases: {},
      fenceWait: [],
      releaseLag: [],
      fences: [],
      probes: { total: 0, stale: 0 },
      warming: { at: null, products: 0, filled: 0 },
    }),
    inspect: async (productId) => ({ productId, cached: null, database: null }),
    warmList: async () => ((await popularity?.top(20)) ?? []).map((each) => ({ ...each, cached: false })),
    purge: () => Promise.resolve(),
    renewEpoch: () => Promise.resolve(false),
  };
}
