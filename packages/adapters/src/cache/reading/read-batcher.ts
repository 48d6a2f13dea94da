/** So many reads of one process go to the database side by side. */
const MAX_CONCURRENT_READS = 4;

/**
 * Gathers reads while the database is busy with earlier ones. A read joins only a batch that has not begun, so what it
 * gets was read after it was asked for.
 */
export function createReadBatcher<T>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  onShared?: (count: number) => void,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, T>> {
  type Batch = { readonly ids: Set<string>; readonly done: PromiseWithResolvers<ReadonlyMap<string, T>> };
  let waiting: Batch | null = null;
  let running = 0;

  const launch = (batch: Batch): void => {
    running += 1;
    read([...batch.ids])
      .then(batch.done.resolve, batch.done.reject)
      .finally(() => {
        running -= 1;
        const next = waiting;
        waiting = null;
        if (next) launch(next);
      });
  };
  return async (ids) => {
    if (running < MAX_CONCURRENT_READS) {
      const batch: Batch = { ids: new Set(ids), done: Promise.withResolvers() };
      launch(batch);
      return batch.done.promise;
    }
    waiting ??= { ids: new Set(), done: Promise.withResolvers() };
    const joined = waiting;
    const before = joined.ids.size;
    for (const id of ids) joined.ids.add(id);
    const shared = before + ids.length - joined.ids.size;
    if (shared > 0) onShared?.(shared);
    const all = await joined.done.promise;
    return new Map(
      ids.flatMap((id) => {
        const value = all.get(id);
        return value === undefined ? [] : [[id, value] as const];
      }),
    );
  };
}
