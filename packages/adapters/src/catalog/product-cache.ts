import type { Cached, CacheOutcome, CatalogCache, Product } from "@scarlet/domain/catalog";
import { CONTENT_TTL_SECONDS } from "../redis/index.ts";
import type { Access, CacheAccess } from "./cache-access.ts";
import { createFlights } from "./flights.ts";
import { fill, type Looked, lookUp, standingStamp } from "./stamped-entries.ts";

type Reads = Pick<CatalogCache, "productBySlug" | "productsByIds">;
type LoadMany = (missing: readonly string[]) => Promise<Product[]>;
type LoadOne = () => Promise<Product | null>;

/** Ids by slug that this process has seen: hints, since a product that is found by one is asked for its slug. */
const KEPT_HINTS = 20_000;

/** Reads the content of products through the cache, each under a stamp of its own. */
export function createProductCache(access: CacheAccess): Reads {
  const flights = createFlights<Product | null>();
  const bySlug = createFlights<Cached<Product | null>>();
  const hints = new Map<string, string>();

  const learn = (slug: string, id: string): void => {
    if (hints.size >= KEPT_HINTS) hints.clear();
    hints.set(slug, id);
  };

  const many = async (ids: readonly string[], load: LoadMany): Promise<Cached<Product[]>> => {
    const cache = await access.open();
    const looked = cache && (await access.tryTo(() => lookUp(cache.redis, addressesOf(cache, ids))));
    if (!cache || !looked) return { value: inOrder(ids, await load(ids)), outcome: "bypass" };
    const missing = ids.filter((_, index) => looked[index]?.entry === null);
    const cached = looked.flatMap(({ entry }) => (entry === null ? [] : [revive(entry.value)]));
    if (missing.length === 0) return { value: inOrder(ids, cached), outcome: "hit" };
    const stamps = new Map(ids.map((id, index) => [id, looked[index]?.stamp ?? ""]));
    const { loaded, outcome } = await loadMissing(cache, { missing, stamps, load });
    return { value: inOrder(ids, [...cached, ...loaded]), outcome };
  };

  /** One load for all ids that nobody is loading yet; the others are waited for. */
  const loadMissing = async (
    cache: Access,
    { missing, stamps, load }: { missing: readonly string[]; stamps: Map<string, string>; load: LoadMany },
  ) => {
    const own: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<Product[]>();
    const waits = missing.map((id) =>
      flights.join(`${id} ${stamps.get(id)}`, async () => {
        own.push(id);
        return (await promise).find((product) => product.id === id) ?? null;
      }),
    );
    const fresh = own.length === 0 ? Promise.resolve([]) : load(own);
    fresh.then(resolve, reject);
    const loaded = (await Promise.all(waits)).filter((product) => product !== null);
    const fillings = (await fresh).map((product) => ({
      key: cache.keys.product(product.id),
      stamp: stamps.get(product.id) ?? "",
      value: product,
    }));
    const filled = await access.tryTo(async () => {
      await fill(cache.redis, fillings, CONTENT_TTL_SECONDS);
      return true;
    });
    const outcome: CacheOutcome = filled ? "miss" : "bypass";
    return { loaded, outcome };
  };

  const byHint = async (cache: Access, slug: string): Promise<(Looked & { id: string }) | null> => {
    const id = hints.get(slug) ?? (await cache.redis.get(cache.keys.slug(slug)));
    if (id === null) return null;
    const [looked] = await lookUp(cache.redis, addressesOf(cache, [id]));
    return looked ? { ...looked, id } : null;
  };

  /**
   * Loads by slug. Which product's stamp to carry is known only afterwards, so the load is held against the stamp that
   * every change of content changes: while it stands, the product's stamp read now is the one from before the load.
   */
  const loadBySlug = async (
    cache: Access,
    change: string,
    load: LoadOne,
  ): Promise<Cached<Product | null>> => {
    const product = await load();
    if (product === null) return { value: null, outcome: "miss" };
    const { redis, keys } = cache;
    const filled = await access.tryTo(async () => {
      const stamp = await standingStamp(redis, keys.productStamp(product.id));
      if ((await redis.get(keys.changeStamp())) !== change) return true;
      await fill(redis, [{ key: keys.product(product.id), stamp, value: product }], CONTENT_TTL_SECONDS);
      await redis.set(keys.slug(product.slug), product.id, "EX", CONTENT_TTL_SECONDS);
      learn(product.slug, product.id);
      return true;
    });
    return { value: product, outcome: filled ? "miss" : "bypass" };
  };

  const one = async (slug: string, load: LoadOne): Promise<Cached<Product | null>> => {
    const cache = await access.open();
    if (cache === null) return { value: await load(), outcome: "bypass" };
    const looked = await access.tryTo(async () => {
      const hinted = await byHint(cache, slug);
      const product = hinted?.entry ? revive(hinted.entry.value) : null;
      if (product?.slug === slug) return { product, change: "" };
      return { product: null, change: await standingStamp(cache.redis, cache.keys.changeStamp()) };
    });
    if (looked === null) return { value: await load(), outcome: "bypass" };
    if (looked.product) {
      learn(slug, looked.product.id);
      return { value: looked.product, outcome: "hit" };
    }
    return bySlug.join(`${slug} ${looked.change}`, () => loadBySlug(cache, looked.change, load));
  };
  return { productBySlug: one, productsByIds: many };
}

function addressesOf({ keys }: Access, ids: readonly string[]) {
  return ids.map((id) => ({ key: keys.product(id), stampKey: keys.productStamp(id) }));
}

function inOrder(ids: readonly string[], products: readonly Product[]): Product[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** JSON knows no dates. */
function revive(value: unknown): Product {
  const product = value as Product;
  return { ...product, publishedAt: new Date(product.publishedAt) };
}
