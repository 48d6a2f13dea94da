/** Ended holds whose release failed in this process within the last minute. */
export type FailedReleases = {
  readonly add: (orderId: string) => void;
  readonly ids: () => readonly string[];
};

/** After this time a release is tried again: the ledger may have been repaired. */
const RETRY_AFTER_MS = 60_000;
/** Above this many the oldest one is tried again. */
const MAX_FAILED_RELEASES = 1_000;

/**
 * Remembers holds whose release contradicts the stock row, so that the next transactions skip them. Each transaction
 * releases the holds that ended first; a few broken ones at the front would keep all others from being released.
 */
export function createFailedReleases(monotonicMs: () => number = () => performance.now()): FailedReleases {
  const since = new Map<string, number>();
  return {
    add(orderId) {
      since.delete(orderId);
      since.set(orderId, monotonicMs());
      const [oldest] = since.keys();
      if (since.size > MAX_FAILED_RELEASES && oldest !== undefined) since.delete(oldest);
    },
    ids() {
      for (const [orderId, at] of since) if (monotonicMs() - at >= RETRY_AFTER_MS) since.delete(orderId);
      return [...since.keys()];
    },
  };
}
