import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { SEND_AT_ONCE } from "@scarlet/domain/kernel";
import { createBatcher } from "../../batching/index.ts";

/** So many reads of one process go to the database side by side. */
const MAX_CONCURRENT_READS = 4;

/**
 * Reads stock from the database, together with others while it is busy with earlier reads. `onShared` is told how many
 * products were in the shared read already.
 */
export function createReadBatcher(
  source: StockReader,
  onShared?: (count: number) => void,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, ProductStock>> {
  const readTogether = createBatcher((ids: readonly string[]) => source.readStock(ids), {
    maxConcurrent: MAX_CONCURRENT_READS,
    schedule: SEND_AT_ONCE,
    ...(onShared && { onShared }),
  });
  return async (ids) => {
    const all = await readTogether(ids);
    return new Map(
      ids.flatMap((id) => {
        const stock = all.get(id);
        return stock === undefined ? [] : [[id, stock] as const];
      }),
    );
  };
}
