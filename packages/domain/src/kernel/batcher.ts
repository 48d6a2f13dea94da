/** Reads keys together with other callers. Returns the whole batch, which may contain keys of others. */
export type BatchedRead<K, V> = (keys: Iterable<K>) => Promise<ReadonlyMap<K, V>>;

export type BatcherOptions = {
  /** How many batches may be under way at once; callers meanwhile share the next one. Unset: no limit. */
  readonly maxConcurrent?: number;
  /** The most keys of a batch; the keys of one caller are never split. Unset: no limit. */
  readonly maxKeys?: number;
  /** Decides when a new batch may be sent, such as at the end of this turn of the event loop. */
  readonly schedule: (send: () => void) => void;
  /** Runs the read outside of whatever its callers run in. At once unless told. */
  readonly outside?: <T>(run: () => T) => T;
  /** How many of the keys that a caller asks for were in the batch already. */
  readonly onShared?: (keys: number) => void;
};

type Batch<K, V> = { readonly keys: Set<K>; readonly done: PromiseWithResolvers<ReadonlyMap<K, V>> };

/** For `schedule`: a batch is sent as soon as one may be under way, so that only those share it who would have to wait. */
export const SEND_AT_ONCE = (send: () => void): void => send();

/**
 * Turns many small reads into few large ones: reads that are asked for in the same turn of the event loop, or while as
 * many as are allowed are under way, are sent as one, each key once. **A read joins only a batch that was not sent yet**,
 * so what it gets was read after it was asked for; that is what makes it safe for values that must be fresh. Keys that
 * were not found are missing from the answer. When a batch fails, all who share it are told.
 */
export function createBatcher<K, V>(
  read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
  {
    maxConcurrent = Infinity,
    maxKeys = Infinity,
    schedule,
    outside = (run) => run(),
    onShared,
  }: BatcherOptions,
): BatchedRead<K, V> {
  /** The last of them still takes keys. */
  const waiting: Batch<K, V>[] = [];
  let underWay = 0;

  function send(): void {
    while (underWay < maxConcurrent) {
      const batch = waiting.shift();
      if (batch === undefined) return;
      underWay += 1;
      outside(() => read([...batch.keys]))
        .then(batch.done.resolve, batch.done.reject)
        .finally(() => {
          underWay -= 1;
          send();
        });
    }
  }

  function open(): Batch<K, V> {
    const batch: Batch<K, V> = { keys: new Set(), done: Promise.withResolvers() };
    waiting.push(batch);
    return batch;
  }

  return (keys) => {
    const wanted = [...keys];
    if (wanted.length === 0) return Promise.resolve(new Map());
    const last = waiting.at(-1);
    const joined = last !== undefined && last.keys.size + wanted.length <= maxKeys ? last : null;
    const batch = joined ?? open();
    const before = batch.keys.size;
    for (const key of wanted) batch.keys.add(key);
    const shared = before + wanted.length - batch.keys.size;
    if (shared > 0) onShared?.(shared);
    if (joined === null) schedule(send);
    return batch.done.promise;
  };
}
