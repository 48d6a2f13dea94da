import type { CacheAdmin, CacheHealth } from "@scarlet/domain/cache";

/** The cache administration of a shop without a stock cache. */
export function createMemoryCacheAdmin(now: () => Date): CacheAdmin {
  let keptOff: CacheHealth["keptOff"] = null;
  return {
    health: async () => ({
      mode: "off",
      epoch: 0,
      since: now(),
      now: now(),
      keptOff,
      drainMs: null,
      processes: [],
      reads: {},
      refusedFills: {},
      releases: {},
      fenceWait: [],
      releaseLag: [],
      fences: [],
      pages: { hit: 0, render: 0, private: 0 },
      probes: [],
      warming: { at: null, products: 0, filled: 0 },
    }),
    history: async () => ({ stepMs: 60_000, steps: [], probes: [] }),
    inspect: async (ids) => ids.map((productId) => ({ productId, cached: null, database: null })),
    ask: () => Promise.resolve({ committed: null, processes: [] }),
    warm: () => Promise.resolve("off"),
    purge: () => Promise.resolve(),
    renewEpoch: () => Promise.resolve(false),
    switchOff: async (who) => {
      keptOff = who;
    },
    switchOn: async () => {
      const wasKept = keptOff !== null;
      keptOff = null;
      return wasKept;
    },
  };
}
