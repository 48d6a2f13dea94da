import type { CatalogCache, ListHead, Product, ProductFilter } from "@scarlet/domain/catalog";

/** A catalog cache that keeps all it ever saw until it is told: stale words would show at once. */
export function createMemoryCatalogCache(): CatalogCache {
  const products = new Map<string, Product>();
  const slugs = new Map<string, string>();
  const lists = new Map<string, ListHead>();
  let changes = 0;
  /** Runs a load; `fresh` tells whether nothing was changed since it began. What is not fresh is answered, not kept. */
  const loaded = async <T>(load: () => Promise<T>) => {
    const begun = changes;
    const value = await load();
    return { value, fresh: begun === changes };
  };
  const keep = (product: Product) => {
    products.set(product.id, product);
    slugs.set(product.slug, product.id);
  };
  return {
    hintOf: (slug) => slugs.get(slug) ?? null,

    async productBySlug(slug, load) {
      const known = products.get(slugs.get(slug) ?? "");
      if (known !== undefined) return { value: known, outcome: "hit" };
      const { value, fresh } = await loaded(load);
      if (value !== null && fresh) keep(value);
      return { value, outcome: "miss" };
    },

    async productsByIds(ids, load, versions) {
      const hits = ids.flatMap((id) => products.get(id) ?? []).filter(isNewEnough(versions));
      const there = new Set(hits.map(({ id }) => id));
      const missing = ids.filter((id) => !there.has(id));
      if (missing.length === 0) return { value: hits, outcome: "hit" };
      const { value, fresh } = await loaded(() => load(missing));
      if (fresh) for (const product of value) keep(product);
      const known = new Map([...hits, ...value].map((product) => [product.id, product]));
      return { value: ids.flatMap((id) => known.get(id) ?? []), outcome: "miss" };
    },

    slugs: (_page, load) => load(),

    listHint(filter) {
      const key = nameOf(filter);
      const head = lists.get(key);
      if (head === undefined) return null;
      return { head, stands: async () => (lists.get(key) === head ? "hit" : null) };
    },

    async list(filter, load) {
      const key = nameOf(filter);
      const known = lists.get(key);
      if (known !== undefined) return { value: known, outcome: "hit" };
      const { value, fresh } = await loaded(load);
      if (fresh) lists.set(key, value);
      return { value, outcome: "miss" };
    },

    async invalidateProduct(productId, change) {
      if (change === "stock") return;
      changes += 1;
      products.delete(productId);
      for (const [slug, id] of slugs) if (id === productId) slugs.delete(slug);
    },

    async invalidateLists() {
      changes += 1;
      lists.clear();
    },
  };
}

function nameOf(filter: ProductFilter): string {
  return JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isNewEnough(versions?: ReadonlyMap<string, number>): (product: Product) => boolean {
  return ({ id, contentVersion }) => contentVersion >= (versions?.get(id) ?? 0);
}
