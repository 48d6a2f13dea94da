import type { ControlTimes } from "../../packages/adapters/src/cache/index.ts";

/** How long a transaction that has written may last on the server of a stress run, in seconds. */
export const TRANSACTION_LIMIT_S = 1;

/**
 * The protocol's times, shortened in proportion so that a run of seconds sees many outages. What a transaction may
 * take is not among them: it is asked of the server, as always.
 */
export const STRESS_TIMES = {
  readingValidMs: 1_000,
  beginMs: 1_500,
  marginMs: 1_000,
  refreshMs: 200,
  healthyMs: 300,
} as const satisfies Partial<ControlTimes>;
