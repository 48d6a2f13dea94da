import type { Cached, CatalogCache, Product } from "@scarlet/domain/catalog";
import { createSingleFlight } from "../batching/index.ts";
import { CONTENT_TTL_SECONDS, catalogKeys, type OneRedis, type RedisCommand } from "../redis/index.ts";
import type { ContentMemory } from "./content-memory.ts";
import type { RedisAccess } from "./redis-access.ts";

type LoadMany = (missing: readonly string[]) => Promise<Product[]>;
/** One product in one version. */
type Wanted = { readonly id: string; readonly version: number };

/**
 * Reads products by their ids and versions: those that this process keeps, then one look into Redis for the others, and
 * one load for those that are not there. The content of a version never changes, so any value under its key is right,
 * also one that was written late or by another process.
 */
export function createContentCache(
  access: RedisAccess,
  memory: ContentMemory,
): CatalogCache["productsByIds"] {
  const flights = createSingleFlight<Product | null>();

  /** One load for all ids that none is under way for. Who joins one knew the version before, so it began after the commit. */
  async function loadTogether(wanted: readonly Wanted[], load: LoadMany) {
    const mine = wanted.flatMap((each) => (flights.has(nameOf(each)) ? [] : [each.id]));
    const loading = mine.length === 0 ? Promise.resolve([]) : load(mine);
    const loads = wanted.map((each) =>
      flights.join(nameOf(each), async () => (await loading).find(({ id }) => id === each.id) ?? null),
    );
    const loaded = (await Promise.all(loads)).filter((product) => product !== null);
    return { loaded, own: await loading };
  }

  async function lookUpAndLoad(wanted: readonly Wanted[], load: LoadMany): Promise<Cached<Product[]>> {
    const found = await access.tryTo((redis) => lookUp(redis, wanted));
    const there = new Set(found?.map(({ id }) => id));
    const missing = wanted.filter(({ id }) => !there.has(id));
    if (missing.length === 0) return { value: found ?? [], outcome: "hit" };
    const { loaded, own } = await loadTogether(missing, load);
    const filled = await access.tryTo((redis) => fill(redis, own));
    return {
      value: [...(found ?? []), ...loaded],
      outcome: found === null || filled === null ? "bypass" : "miss",
    };
  }

  return async (ids, load, versions) => {
    const kept = ids.flatMap((id) => memory.get(id, versions.get(id)) ?? []);
    if (kept.length === ids.length) return { value: kept, outcome: "hit" };
    const there = new Set(kept.map(({ id }) => id));
    const others = ids.filter((id) => !there.has(id));
    const wanted = others.flatMap((id) => {
      const version = versions.get(id);
      return version === undefined ? [] : [{ id, version }];
    });
    const unversioned = others.filter((id) => !versions.has(id));
    const [read, loaded] = await Promise.all([
      lookUpAndLoad(wanted, load),
      unversioned.length === 0 ? [] : load(unversioned),
    ]);
    memory.keep(read.value);
    return {
      value: inOrder(ids, [...kept, ...read.value, ...loaded]),
      outcome: unversioned.length === 0 ? read.outcome : "bypass",
    };
  };
}

function nameOf({ id, version }: Wanted): string {
  return `${id} ${version}`;
}

async function lookUp(redis: OneRedis, wanted: readonly Wanted[]): Promise<Product[]> {
  const texts = await redis.read(wanted.map(({ id, version }) => catalogKeys.content(id, version)));
  return wanted.flatMap((each, index) => {
    const text = texts[index] ?? null;
    const product = text === null ? null : revive(text);
    // A connection whose answers slipped by one would hand out another product's prices.
    return product?.id === each.id && product.contentVersion === each.version ? [product] : [];
  });
}

async function fill(redis: OneRedis, products: readonly Product[]): Promise<"filled"> {
  if (products.length > 0) await redis.send(...products.map(contentPut));
  return "filled";
}

/** Keeps a product's content under its own version, whichever was asked for. */
export function contentPut(product: Product): RedisCommand {
  const ttl = Math.ceil(CONTENT_TTL_SECONDS * (0.9 + 0.2 * Math.random()));
  return ["set", catalogKeys.content(product.id, product.contentVersion), JSON.stringify(product), "EX", ttl];
}

/** A product as it was before it went through JSON, which knows no dates. */
function revive(text: string): Product {
  const product = JSON.parse(text) as Product;
  return { ...product, publishedAt: new Date(product.publishedAt) };
}

function inOrder(ids: readonly string[], products: readonly Product[]): Product[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
