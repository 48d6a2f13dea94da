import type { BatchedRead } from "@scarlet/domain/kernel";
import { createBatcher } from "../../batching/index.ts";

/** So few that a crowd shares, and one slow lookup does not hold up the others. */
const MAX_CONCURRENT_LOOKUPS = 2;

/** Lookups by key of a crowd, sent to the database as few queries (ADR 0017). */
export function batchedLookup<K, V>(
  read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): BatchedRead<K, V> {
  return createBatcher(read, { maxConcurrent: MAX_CONCURRENT_LOOKUPS });
}
