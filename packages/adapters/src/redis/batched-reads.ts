import type { BatchedRead } from "@scarlet/domain/kernel";
import { type BatcherOptions, createBatcher } from "../batching/index.ts";
import type { BoundRedis } from "./bound-client.ts";

/**
 * Reads keys of the Redis that is meant: what they hold, in their order, null where there is nothing. Raises when it does
 * not answer, and `OtherRedisError`.
 */
export type ReadKeys = (runId: string, keys: readonly string[]) => Promise<(string | null)[]>;

/** A command of more keys than this would hold Redis up. */
const MAX_KEYS_PER_COMMAND = 512;

/**
 * Reads that fall into one turn of the event loop go to Redis as one command, each key once: under load a command costs
 * more than what it brings. Reads that are meant for different Redis are never in one command. `ask` reads several keys
 * at once.
 */
export function batchReads(ask: ReadKeys, schedule?: BatcherOptions["schedule"]): ReadKeys {
  const readsFor = (runId: string): BatchedRead<string, string> =>
    createBatcher(async (keys) => present(keys, await ask(runId, keys)), {
      maxKeys: MAX_KEYS_PER_COMMAND,
      ...(schedule && { schedule }),
    });
  let current: { readonly runId: string; readonly read: BatchedRead<string, string> } | null = null;
  return async (runId, keys) => {
    if (current?.runId !== runId) current = { runId, read: readsFor(runId) };
    const found = await current.read(keys);
    return keys.map((key) => found.get(key) ?? null);
  };
}

function present(keys: readonly string[], values: readonly (string | null)[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [index, key] of keys.entries()) {
    const value = values[index];
    if (value != null) found.set(key, value);
  }
  return found;
}

const readsByClient = new WeakMap<BoundRedis, ReadKeys>();

/** The batched reads of a connection: one batcher for all who read by it. */
export function batchedReadsOf(redis: BoundRedis): ReadKeys {
  const known = readsByClient.get(redis);
  if (known !== undefined) return known;
  const made = batchReads(async (runId, keys) => {
    const [first, ...more] = keys;
    if (first === undefined) return [];
    const [reply] = redis.sendTo(runId, [more.length === 0 ? ["get", first] : ["mget", first, ...more]]);
    const found = await reply;
    return (more.length === 0 ? [found] : found) as (string | null)[];
  });
  readsByClient.set(redis, made);
  return made;
}
