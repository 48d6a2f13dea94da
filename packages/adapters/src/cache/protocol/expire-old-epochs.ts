import { z } from "zod";
import type { BoundRedis } from "../../redis/index.ts";
import type { CacheSpace } from "./stock-cache.port.ts";

/**
 * How long notes of a dead epoch are kept. Living ones have no time to live, because a full Redis may throw out whatever
 * has one.
 */
const OLD_EPOCH_TTL_MS = 60_000;
const scannedSchema = z.tuple([z.string(), z.array(z.string())]);

/**
 * Sets a TTL on the fence records of other epochs, which are no longer read. `fences` is the prefix of their keys,
 * `epochOf` reads a key's epoch. Returns how many there were.
 */
export async function expireOldEpochs(
  redis: BoundRedis,
  { epoch, runId }: CacheSpace,
  { fences, epochOf }: { readonly fences: string; readonly epochOf: (key: string) => number },
): Promise<number> {
  let found = 0;
  let cursor = "0";
  do {
    const scan = ["scan", cursor, "MATCH", `${redis.keyPrefix}${fences}*`, "COUNT", 1_000] as const;
    const [next, keys] = scannedSchema.parse(await redis.sendTo(runId, [scan])[0]);
    const old = keys.map((key) => key.slice(redis.keyPrefix.length)).filter((key) => epochOf(key) !== epoch);
    const expiring = old.map((key) => ["pexpire", key, OLD_EPOCH_TTL_MS] as const);
    await Promise.all(redis.sendTo(runId, expiring));
    found += old.length;
    cursor = next;
  } while (cursor !== "0");
  return found;
}
