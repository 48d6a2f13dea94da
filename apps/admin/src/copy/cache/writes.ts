import { formatCount } from "../../format/numbers.ts";

/** The words about what writes do to the cache: the fences now, and the time until a new value is in Redis. */
export const cacheWritesCopy = {
  fencesHead: "Fences now",
  fencesActive: (count: number) => (count === 0 ? "none active" : `${count} active`),
  noFence: "No write is under way at this moment.",
  moreFences: (count: number) => `and ${count} more`,
  andMoreProducts: (title: string, more: number) => `${title} and ${formatCount(more, "more", "more")}`,
  slowFence:
    "A write of more than 2 s is slow or stuck. Its product is read from the database until it ends; nothing else is touched.",

  lagHead: "Release lag",
  noLag: "none",
  noWrite: "no write since the processes started",
  lagAtMost: (duration: string) => `≤ ${duration}`,
  /** Around the 99th percentile. */
  halfAnd99: { before: "half, ", after: " for 99 of 100" },
  lagChart: (median: string, p99: string) => `Release lag: half within ${median}, 99 per cent within ${p99}`,
  lagChartEmpty: "Release lag: no write yet",
  lagNote: "From the commit to the new value in Redis, in ms. Meanwhile reads go to the database.",
} as const;
