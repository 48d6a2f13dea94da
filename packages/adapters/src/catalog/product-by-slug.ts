import type { Cached, CatalogCache, Product } from "@scarlet/domain/catalog";
import { CONTENT_TTL_SECONDS } from "../redis/index.ts";
import type { Access, CacheAccess } from "./cache-access.ts";
import { revive } from "./cached-product.ts";
import type { ContentMemo } from "./content-memo.ts";
import { createFlights } from "./flights.ts";
import { fill, lookUp, standingStamp } from "./stamped-entries.ts";

type Found = Cached<Product | null>;

/** Reads a product by its slug: content lies under its id, so the id is found by a hint first. */
export function createProductBySlug(access: CacheAccess, memo: ContentMemo): CatalogCache["productBySlug"] {
  const flights = createFlights<Found>();
  return async (slug, load) => {
    const cache = await access.open();
    if (cache === null) return { value: await load(), outcome: "bypass" };
    const looked = await access.tryTo(async () => {
      const product = await readByHint(cache, slug, memo.idOf(slug));
      const change = product ? "" : await standingStamp(cache.redis, cache.keys.changeStamp());
      return { product, change };
    });
    if (looked === null) return { value: await load(), outcome: "bypass" };
    const { product, change } = looked;
    if (product) {
      memo.keep([product]);
      return { value: product, outcome: "hit" };
    }
    return flights.join(`${slug} ${change}`, async () => {
      const loaded = await load();
      if (loaded === null) return { value: null, outcome: "miss" };
      const filled = await access.tryTo(() => put(cache, loaded, change));
      if (filled) memo.keep([loaded]);
      return { value: loaded, outcome: filled === null ? "bypass" : "miss" };
    });
  };
}

/** The product under a hinted id, when it is there and still has this slug. */
async function readByHint(
  { redis, keys }: Access,
  slug: string,
  hint: string | null,
): Promise<Product | null> {
  const [id = null] = hint === null ? await redis.read([keys.slug(slug)]) : [hint];
  if (id === null) return null;
  const [looked] = await lookUp(redis, [{ key: keys.product(id), stampKey: keys.productStamp(id) }]);
  const product = looked?.entry ? revive(looked.entry.value) : null;
  return product?.slug === slug ? product : null;
}

/**
 * Puts a product that was loaded by slug. Which product's stamp to carry was not known before the load, so the load is
 * held against the stamp that every change of content changes: while that one stands, the product's stamp read now is
 * the one from before the load. False: something changed meanwhile, and nothing was put.
 */
async function put({ redis, keys }: Access, product: Product, change: string): Promise<boolean> {
  const stamp = await standingStamp(redis, keys.productStamp(product.id));
  const [standing] = await redis.send(["get", keys.changeStamp()]);
  if (standing !== change) return false;
  await fill(redis, [{ key: keys.product(product.id), stamp, value: product }], CONTENT_TTL_SECONDS);
  await redis.send(["set", keys.slug(product.slug), product.id, "EX", CONTENT_TTL_SECONDS]);
  return true;
}
