import { batchedReadsOf } from "./batched-reads.ts";
import type { BoundRedis, RedisCommand } from "./bound-client.ts";

/**
 * One Redis, for as long as the connection leads to it. All raise when it does not answer, and `OtherRedisError` once
 * the connection leads to another one.
 */
export type OneRedis = {
  readonly runId: string;
  /** Reads keys, together with whoever else reads in this turn: null where there is nothing. */
  readonly read: (keys: readonly string[]) => Promise<(string | null)[]>;
  /** Sends commands in this order, and gives their answers. Raises the first error that one of them met. */
  readonly send: (...commands: readonly RedisCommand[]) => Promise<unknown[]>;
};

export function oneRedis(client: BoundRedis, runId: string): OneRedis {
  return {
    runId,
    read: (keys) => batchedReadsOf(client)(runId, keys),
    send: async (...commands) => Promise.all(client.sendTo(runId, commands)),
  };
}
