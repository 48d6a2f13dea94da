/** Ended holds that this process failed to release of late. */
export type Unreleasable = {
  readonly add: (orderId: string) => void;
  readonly ids: () => readonly string[];
};

/** After this time a release is tried again: the books may have been set right. */
const FORGOTTEN_AFTER_MS = 60_000;
/** Above this many the oldest is tried again. */
const REMEMBERED = 1_000;

/**
 * Remembers holds whose release contradicts the books. Each transaction releases the first holds to end; a few of these
 * at the front would keep all the others from ever being released.
 */
export function openUnreleasable(monotonicMs: () => number = () => performance.now()): Unreleasable {
  const since = new Map<string, number>();
  return {
    add(orderId) {
      since.delete(orderId);
      since.set(orderId, monotonicMs());
      const [oldest] = since.keys();
      if (since.size > REMEMBERED && oldest !== undefined) since.delete(oldest);
    },
    ids() {
      for (const [orderId, at] of since) if (monotonicMs() - at >= FORGOTTEN_AFTER_MS) since.delete(orderId);
      return [...since.keys()];
    },
  };
}
