import { AsyncLocalStorage } from "node:async_hooks";
import {
  type BatchedRead,
  createBatcher as createPlain,
  type BatcherOptions as Options,
} from "@scarlet/domain/kernel";

export type BatcherOptions = Omit<Options, "outside" | "schedule"> & Partial<Pick<Options, "schedule">>;

/**
 * The batcher of `domain/kernel` as stores use it: a batch is sent at the end of this turn of the event loop unless told
 * otherwise, and never joins the transaction that one of its callers happens to be in.
 */
export function createBatcher<K, V>(
  read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
  options: BatcherOptions = {},
): BatchedRead<K, V> {
  return createPlain(read, { schedule: setImmediate, ...options, outside: AsyncLocalStorage.snapshot() });
}
