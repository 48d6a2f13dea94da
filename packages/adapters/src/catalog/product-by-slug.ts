import { type CatalogCache, worstOf } from "@scarlet/domain/catalog";
import { catalogKeys, SLUG_TTL_SECONDS } from "../redis/index.ts";
import { contentPut } from "./content-cache.ts";
import type { ContentMemory } from "./content-memory.ts";
import type { RedisAccess } from "./redis-access.ts";

/**
 * Reads a product by its slug: by the id that had it when this process last saw it, by the id that Redis was told of
 * last, and by the one that the database names. The first two may be wrong, which the product itself tells.
 */
export function createProductBySlug(access: RedisAccess, memory: ContentMemory): CatalogCache["bySlug"] {
  return async (slug, { read, find }) => {
    const remembered = memory.idOf(slug);
    const atOnce = remembered === null ? null : await read(remembered);
    if (atOnce !== null) return atOnce;

    const key = catalogKeys.slug(slug);
    const told = await access.tryTo(async (redis) => (await redis.read([key]))[0] ?? null);
    const hinted = told === null || told === remembered ? null : await read(told);
    if (hinted !== null) return hinted;

    const product = await find();
    if (product === null) return null;
    memory.keep([product]);
    const [found, filled] = await Promise.all([
      read(product.id),
      access.tryTo((redis) =>
        redis.send(contentPut(product), ["set", key, product.id, "EX", SLUG_TTL_SECONDS]),
      ),
    ]);
    return found && { ...found, outcome: worstOf([found.outcome, filled === null ? "bypass" : "miss"]) };
  };
}
