import type { CatalogCache, ListGenerations } from "@scarlet/domain/catalog";
import type { Log } from "@scarlet/domain/kernel";
import type { Mongo } from "../mongo/index.ts";
import type { RedisLink } from "../redis/index.ts";
import { type CatalogKeys, createCacheAccess } from "./cache-access.ts";
import { type CacheEpoch, createCacheEpoch } from "./cache-epoch.ts";
import { createContentMemo } from "./content-memo.ts";
import { createListCache, type ListCacheParts } from "./list-cache.ts";
import { createProductBySlug } from "./product-by-slug.ts";
import { createProductsByIds } from "./products-by-ids.ts";
import { createSlugPages } from "./slug-pages.ts";
import { voidStamps } from "./stamped-entries.ts";

export type CatalogCacheParts = {
  readonly mongo: Mongo;
  /** Null: the shop runs without Redis. */
  readonly redis: RedisLink | null;
  readonly generations: ListGenerations;
  readonly log: Log;
  /** Where the cache's epoch is kept: in the database unless told. */
  readonly epochs?: CacheEpoch;
  /** When lists are loaded anew: by the host's time and by chance unless told. */
  readonly renewing?: Pick<ListCacheParts, "nowMs" | "random">;
};

/** Content and lists in Redis; stock is not among them. */
export function createCatalogCache(parts: CatalogCacheParts): CatalogCache {
  const { mongo, redis, generations, log, renewing } = parts;
  const epochs = parts.epochs ?? createCacheEpoch(mongo);
  const access = createCacheAccess(redis, epochs, log);
  const memo = createContentMemo();

  /** Takes entries away: in Redis, or else by ending the epoch. Resolves when nobody can read them any more. */
  const drop = async (stampsOf: (keys: CatalogKeys) => string[]): Promise<void> => {
    const cache = await access.openForChange();
    const dropped =
      cache &&
      (await access.tryTo(async () => {
        await voidStamps(cache.redis, stampsOf(cache.keys));
        return true;
      }));
    if (dropped) return epochs.settle();
    log.warn({}, "a change could not be told to Redis, so what it holds is given up");
    await epochs.advance();
  };

  return {
    hintOf: memo.idOf,
    productBySlug: createProductBySlug(access, memo),
    productsByIds: createProductsByIds(access, memo),
    slugs: createSlugPages(generations),
    ...createListCache({ access, generations, log, ...renewing }),
    async invalidateProduct(productId, change) {
      // Stock is never in this cache, so its changes leave it as it is.
      if (change === "content") await drop((keys) => [keys.productStamp(productId), keys.changeStamp()]);
    },
    invalidateLists: () => generations.raise(),
  };
}
