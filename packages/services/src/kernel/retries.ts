const MAX_RETRY_DELAY_MS = 3_600_000;

/**
 * So often is tried what the shop does by itself; then staff are asked. From a first wait of half a minute or a minute all
 * of them are six or seven hours: longer than most outages, shorter than a working day.
 */
export const MAX_TRIES = 12;

/** How long to wait after so many tries in vain: twice as long each time, an hour at most. */
export function retryDelayMs(tries: number, firstMs: number): number {
  return Math.min(MAX_RETRY_DELAY_MS, firstMs * 2 ** (tries - 1));
}
