import type { Log } from "@scarlet/domain/kernel";
import { catalogKeys, type OneRedis, type RedisLink } from "../redis/index.ts";
import type { CacheEpoch } from "./cache-epoch.ts";

export type CatalogKeys = ReturnType<typeof catalogKeys>;

/** Redis, with the keys of the epoch that may be used. */
export type Access = { readonly redis: OneRedis; readonly keys: CatalogKeys };

/** Asks Redis, and tells when it could not be asked; it never raises because of Redis. */
export type CacheAccess = {
  /** The way to the cache for one read; null when it may not or cannot be used. */
  open(): Promise<Access | null>;
  /** The way to the cache for a change that was committed. Raises when the database does not answer. */
  openForChange(): Promise<Access | null>;
  /** What `ask` gives, or null when Redis did not answer. */
  tryTo<T>(ask: () => Promise<T>): Promise<T | null>;
};

const QUIET_MS = 10_000;

export function createCacheAccess(redis: RedisLink | null, epochs: CacheEpoch, log: Log): CacheAccess {
  let quietUntil = 0;
  const openBy = async (ask: (runId: string) => Promise<number | null>): Promise<Access | null> => {
    const present = redis?.present() ?? null;
    if (present === null) return null;
    const epoch = await ask(present.runId);
    return epoch === null ? null : { redis: present, keys: catalogKeys({ epoch, runId: present.runId }) };
  };
  return {
    openForChange: () => openBy((runId) => epochs.fresh(runId)),
    async open() {
      try {
        return await openBy((runId) => epochs.current(runId));
      } catch (error) {
        // Without the database nobody knows whether the cache may be used; the read itself will tell what is wrong.
        log.warn({ reason: String(error) }, "the epoch of the catalog cache could not be read");
        return null;
      }
    },
    async tryTo(ask) {
      try {
        return await ask();
      } catch (error) {
        if (performance.now() >= quietUntil) {
          quietUntil = performance.now() + QUIET_MS;
          log.warn({ reason: String(error) }, "the catalog cache did not answer; reading from the database");
        }
        return null;
      }
    },
  };
}
