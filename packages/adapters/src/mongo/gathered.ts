import { AsyncLocalStorage } from "node:async_hooks";

/** So many gathered reads of one kind are under way at once; whoever comes meanwhile shares the next one. */
const SIDE_BY_SIDE = 2;

type Batch<K, V> = { readonly keys: Set<K>; readonly done: PromiseWithResolvers<ReadonlyMap<K, V>> };

/**
 * Lets a crowd ask together: reads that are asked for while others are under way, or in the same turn of the event
 * loop, go to the database as one. A read joins only a batch that was not sent yet, so whatever it gets was read after
 * it was asked for. Keys that were not found are missing. When a batch fails, all who share it hear of it.
 */
export function gathered<K, V>(
  read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (keys: Iterable<K>) => Promise<ReadonlyMap<K, V>> {
  // A batch serves many callers and must never join the transaction that one of them happens to be in.
  const outside = AsyncLocalStorage.snapshot();
  let waiting: Batch<K, V> | undefined;
  let underWay = 0;

  function send(): void {
    const batch = waiting;
    if (batch === undefined || underWay >= SIDE_BY_SIDE) return;
    waiting = undefined;
    underWay += 1;
    outside(() => read([...batch.keys]))
      .then(batch.done.resolve, batch.done.reject)
      .finally(() => {
        underWay -= 1;
        send();
      });
  }

  return async (keys) => {
    if (waiting === undefined) {
      waiting = { keys: new Set(), done: Promise.withResolvers() };
      setImmediate(send);
    }
    for (const key of keys) waiting.keys.add(key);
    return waiting.done.promise;
  };
}
