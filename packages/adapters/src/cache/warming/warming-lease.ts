import type { Redis } from "ioredis";
import { stockKeys } from "../../redis/index.ts";

/** The right to warm the cache: one process of all has it at a time. Every method raises when Redis does not answer. */
export type WarmingLease = {
  /** For the warming that every epoch gets once. False: some process began it already. */
  first(epoch: number): Promise<boolean>;
  /** For one more. False: a warming is under way. */
  again(epoch: number): Promise<boolean>;
  /** Gives it back when the warming has ended. */
  end(epoch: number): Promise<void>;
};

/**
 * A process that dies while it warms keeps the right for so long. One that starts later than this warms again, which
 * costs little: what is there is not filled.
 */
const WARMING_LEASE_MS = 60_000;

/** Who warms says "taken", who has warmed says "done". */
const TAKE_AGAIN = `
if redis.call('GET', KEYS[1]) == 'taken' then return 0 end
redis.call('SET', KEYS[1], 'taken', 'PX', ARGV[1])
return 1`;

/** The right to warm, kept in Redis. */
export function createWarmingLease(redis: Redis): WarmingLease {
  return {
    first: async (epoch) =>
      (await redis.set(stockKeys.warming(epoch), "taken", "PX", WARMING_LEASE_MS, "NX")) === "OK",
    again: async (epoch) =>
      (await redis.eval(TAKE_AGAIN, 1, stockKeys.warming(epoch), WARMING_LEASE_MS)) === 1,
    async end(epoch) {
      await redis.set(stockKeys.warming(epoch), "done", "KEEPTTL", "XX");
    },
  };
}

/** A process without Redis warms nothing. */
export const NO_WARMING_LEASE: WarmingLease = {
  first: () => Promise.resolve(false),
  again: () => Promise.resolve(false),
  end: () => Promise.resolve(),
};
