import type { Log } from "@scarlet/domain/kernel";
import type { OneRedis, RedisLink } from "../redis/index.ts";

/** Asks Redis, and never raises because of it. */
export type RedisAccess = {
  /** What `ask` gives; null where there is no Redis, or it did not answer. */
  tryTo<T>(ask: (redis: OneRedis) => Promise<T>): Promise<T | null>;
};

/** An outage is written down once in so long. */
const LOG_EVERY_MS = 10_000;

export function createRedisAccess(link: RedisLink | null, log: Log): RedisAccess {
  let quietUntil = 0;
  return {
    async tryTo(ask) {
      const redis = link?.present() ?? null;
      if (redis === null) return null;
      try {
        return await ask(redis);
      } catch (error) {
        if (performance.now() >= quietUntil) {
          quietUntil = performance.now() + LOG_EVERY_MS;
          log.warn({ reason: String(error) }, "the catalog cache did not answer; reading from the database");
        }
        return null;
      }
    },
  };
}
