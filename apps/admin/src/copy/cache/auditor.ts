import { formatNumber } from "../../format/numbers.ts";

/** The words about the cache auditor's probes. */
export const auditorCopy = {
  head: "Auditor",
  stale: (count: number) => `${formatNumber(count)} stale`,
  ofProbes: (total: number) => `of ${formatNumber(total)} probes in 30 days.`,
  noProbe: "It probes what changed, so it begins with the first change of stock.",
  confidence: (nines: string) => `With 95 % confidence at least ${nines} nines, fresh at once.`,
  atLeastNines: (nines: string) => `at least ${nines} nines`,
  atLeast: (nines: string) => `≥ ${nines}`,
  staleOf: (stale: number, total: number) => `${formatNumber(stale)} of ${formatNumber(total)}`,
  /** The marks of the axis at one, three, five and eight nines. */
  axis: { one: "90 %", three: "99.9", five: "99.999", eight: "8" },
  how: "Every process probes a product that changed lately every two seconds: first what is committed, then what shoppers are told, at once and up to a minute later. Later probes are fewer until a minute has passed.",
} as const;
