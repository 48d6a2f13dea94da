import type { CatalogCache, ContentVersions, ListGenerations, Shelf } from "@scarlet/domain/catalog";
import type { Log } from "@scarlet/domain/kernel";
import type { RedisLink } from "../redis/index.ts";
import { createContentCache } from "./content-cache.ts";
import { createContentMemory } from "./content-memory.ts";
import { createKeptByGeneration } from "./kept-by-generation.ts";
import { createListCache, type ListCacheParts } from "./list-cache.ts";
import { createProductBySlug } from "./product-by-slug.ts";
import { createRedisAccess } from "./redis-access.ts";

/** A page of slugs has some 200 kilobytes. */
const MAX_SLUG_PAGES = 20;
/** The neighbours of a product have some 300 bytes. */
const MAX_NEIGHBOURS = 20_000;

export type CatalogCacheParts = {
  /** Null: the shop runs without Redis. */
  readonly redis: RedisLink | null;
  readonly generations: Pick<ListGenerations, "now">;
  readonly contents: ContentVersions;
  readonly log: Log;
  /** When lists are loaded anew: by the host's time and by chance unless told. */
  readonly renewing?: Pick<ListCacheParts, "nowMs" | "random">;
};

/**
 * Contents by their version and lists by their generation, in this process and in Redis. Both numbers come from the cache
 * of stock, fresh with every read (docs/cache.md), so nothing here can be stale and nothing need be taken away.
 */
export function createCatalogCache(parts: CatalogCacheParts): CatalogCache {
  const { redis, generations, contents, log, renewing } = parts;
  const access = createRedisAccess(redis, log);
  const memory = createContentMemory();
  const slugPages = createKeptByGeneration<number, readonly string[]>(generations, MAX_SLUG_PAGES);
  const shelves = createKeptByGeneration<"all", readonly Shelf[]>(generations, 1);
  const neighbours = createKeptByGeneration<string, readonly string[]>(generations, MAX_NEIGHBOURS);
  return {
    hintOf: memory.idOf,
    bySlug: createProductBySlug(access, memory),
    productsByIds: createContentCache(access, memory),
    slugs: async (page, load) => (await slugPages.read(page, load)).value,
    shelves: (load) => shelves.read("all", load),
    neighbours: (slug, load) => neighbours.read(slug, load),
    neighboursHint(slug) {
      const hint = neighbours.hintOf(slug);
      return hint && { ids: hint.value, stands: () => hint.stands() };
    },
    ...createListCache({ access, generations, log, ...renewing }),
    invalidateProduct: (productId) => contents.raise(productId),
  };
}
