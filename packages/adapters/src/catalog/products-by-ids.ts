import type { Cached, CacheOutcome, CatalogCache, Product } from "@scarlet/domain/catalog";
import { CONTENT_TTL_SECONDS } from "../redis/index.ts";
import type { Access, CacheAccess } from "./cache-access.ts";
import { revive } from "./cached-product.ts";
import type { ContentMemo } from "./content-memo.ts";
import { createFlights, type Flights } from "./flights.ts";
import { fill, lookUp } from "./stamped-entries.ts";

type LoadMany = (missing: readonly string[]) => Promise<Product[]>;
type Missing = {
  readonly missing: readonly string[];
  /** The stamp that each product had when it was looked up. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly load: LoadMany;
  readonly versions: ReadonlyMap<string, number> | undefined;
};

/**
 * Reads products by their ids: those that this process keeps in the version asked for, then one look into the cache for
 * the others, and one load for those that are not there.
 */
export function createProductsByIds(access: CacheAccess, memo: ContentMemo): CatalogCache["productsByIds"] {
  const flights = createFlights<Product | null>();

  async function lookAndLoad({ ids, load, versions }: Asked): Promise<Cached<Product[]>> {
    const cache = await access.open();
    const looked = cache && (await access.tryTo(() => lookUp(cache.redis, addressesOf(cache, ids))));
    if (!cache || !looked) return { value: await load(ids), outcome: "bypass" };
    const cached = looked.flatMap(({ entry }) => {
      const product = entry === null ? null : revive(entry.value);
      const oldest = product === null ? undefined : versions?.get(product.id);
      return product === null || product.contentVersion < (oldest ?? 0) ? [] : [product];
    });
    const there = new Set(cached.map(({ id }) => id));
    const missing = ids.filter((id) => !there.has(id));
    if (missing.length === 0) return { value: cached, outcome: "hit" };
    const stamps = new Map(ids.map((id, index) => [id, looked[index]?.stamp ?? ""]));
    const { waited, own } = await loadMissing(flights, { missing, stamps, load, versions });
    const outcome = await put(access, cache, { products: own, stamps });
    return { value: [...cached, ...waited], outcome };
  }

  return async (ids, load, versions) => {
    const known = versions === undefined ? [] : ids.flatMap((id) => memo.get(id, versions.get(id)) ?? []);
    if (known.length === ids.length) return { value: known, outcome: "hit" };
    const there = new Set(known.map(({ id }) => id));
    const others = await lookAndLoad({ ids: ids.filter((id) => !there.has(id)), load, versions });
    memo.keep(others.value);
    return { value: inOrder(ids, [...known, ...others.value]), outcome: others.outcome };
  };
}

type Asked = {
  readonly ids: readonly string[];
  readonly load: LoadMany;
  readonly versions: ReadonlyMap<string, number> | undefined;
};

/** Loads, at once, the products that nobody is loading yet, and waits for the others. */
async function loadMissing(flights: Flights<Product | null>, { missing, stamps, load, versions }: Missing) {
  const mine: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Product[]>();
  const waits = missing.map((id) =>
    flights.join(`${id} ${stamps.get(id)} ${versions?.get(id) ?? ""}`, async () => {
      mine.push(id);
      return (await promise).find((product) => product.id === id) ?? null;
    }),
  );
  const loading = mine.length === 0 ? Promise.resolve([]) : load(mine);
  loading.then(resolve, reject);
  const waited = (await Promise.all(waits)).filter((product) => product !== null);
  return { waited, own: await loading };
}

async function put(
  access: CacheAccess,
  { redis, keys }: Access,
  loaded: { readonly products: readonly Product[]; readonly stamps: ReadonlyMap<string, string> },
): Promise<CacheOutcome> {
  const fillings = loaded.products.map((product) => ({
    key: keys.product(product.id),
    stamp: loaded.stamps.get(product.id) ?? "",
    value: product,
  }));
  const filled = await access.tryTo(async () => {
    await fill(redis, fillings, CONTENT_TTL_SECONDS);
    return true;
  });
  return filled ? "miss" : "bypass";
}

function addressesOf({ keys }: Access, ids: readonly string[]) {
  return ids.map((id) => ({ key: keys.product(id), stampKey: keys.productStamp(id) }));
}

function inOrder(ids: readonly string[], products: readonly Product[]): Product[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
