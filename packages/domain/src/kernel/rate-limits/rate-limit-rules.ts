import type { RateLimit } from "./rate-limits.ts";

/**
 * One taking under a limit, by the generic cell rate algorithm: all that is remembered of a caller is the moment at
 * which everything has come back, `fullAtMs`; undefined when nothing is remembered. Gives the new moment, or how long to
 * wait and no new moment. More than the burst at once costs the burst: it would never be let through otherwise.
 */
export function takeFromLimit(
  { burst, perMinute }: Pick<RateLimit, "burst" | "perMinute">,
  {
    fullAtMs,
    nowMs,
    cost,
  }: { readonly fullAtMs: number | undefined; readonly nowMs: number; readonly cost: number },
): { readonly waitMs: number; readonly fullAtMs: number } {
  const pieceMs = 60_000 / perMinute;
  const begin = Math.max(nowMs, fullAtMs ?? nowMs);
  const after = begin + Math.min(cost, burst) * pieceMs;
  const waitMs = after - burst * pieceMs - nowMs;
  return waitMs > 0 ? { waitMs, fullAtMs: begin } : { waitMs: 0, fullAtMs: after };
}

/** The limit, so many times as wide. */
export function scaleRateLimit(limit: RateLimit, factor: number): RateLimit {
  return { ...limit, burst: limit.burst * factor, perMinute: limit.perMinute * factor };
}
