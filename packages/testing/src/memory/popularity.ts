import type { Popularity } from "@scarlet/domain/catalog";

/** Counts of reads in memory; they never fade. */
export function createMemoryPopularity(): Popularity {
  const counts = new Map<string, number>();
  return {
    seen: (productId) => void counts.set(productId, (counts.get(productId) ?? 0) + 1),
    top: async (limit) =>
      [...counts]
        .map(([productId, reads]) => ({ productId, reads }))
        .sort((a, b) => b.reads - a.reads)
        .slice(0, limit),
  };
}
