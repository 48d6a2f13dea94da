import {
  type CatalogCache,
  type ListHead,
  type Product,
  type ProductFilter,
  worstOf,
} from "@scarlet/domain/catalog";

/** A catalog cache that keeps every value until it is invalidated, so that a missing invalidation shows at once. */
export function createMemoryCatalogCache(): CatalogCache {
  /** By id and version. */
  const contents = new Map<string, Product>();
  const slugs = new Map<string, string>();
  const lists = new Map<string, ListHead>();
  let changes = 0;
  /** Runs a load; `fresh` tells whether nothing was changed since it began. What is not fresh is answered, not kept. */
  const loaded = async <T>(load: () => Promise<T>) => {
    const begun = changes;
    const value = await load();
    return { value, fresh: begun === changes };
  };
  const neighbours = keptNeighbours(loaded);
  const keep = (product: Product) => {
    contents.set(nameOf(product.id, product.contentVersion), product);
    slugs.set(product.slug, product.id);
  };
  return {
    hintOf: (slug) => slugs.get(slug) ?? null,

    async bySlug(slug, { read, find }) {
      const hint = slugs.get(slug);
      const hinted = hint === undefined ? null : await read(hint);
      if (hinted !== null) return hinted;
      const { value, fresh } = await loaded(find);
      if (value === null) return null;
      if (fresh) keep(value);
      const found = await read(value.id);
      return found && { ...found, outcome: worstOf([found.outcome, "miss"]) };
    },

    async productsByIds(ids, load, versions) {
      const hits = ids.flatMap((id) => contents.get(nameOf(id, versions.get(id))) ?? []);
      const there = new Set(hits.map(({ id }) => id));
      const missing = ids.filter((id) => !there.has(id));
      if (missing.length === 0) return { value: hits, outcome: "hit" };
      const { value, fresh } = await loaded(() => load(missing));
      if (fresh) for (const product of value) keep(product);
      const known = new Map([...hits, ...value].map((product) => [product.id, product]));
      return { value: ids.flatMap((id) => known.get(id) ?? []), outcome: "miss" };
    },

    ...neighbours.reads,
    slugs: (_page, load) => load(),
    shelves: async (load) => ({ value: await load(), outcome: "miss" }),

    listHint(filter) {
      const key = filterName(filter);
      const head = lists.get(key);
      if (head === undefined) return null;
      return { head, stands: async () => (lists.get(key) === head ? "hit" : null) };
    },

    async list(filter, load) {
      const key = filterName(filter);
      const known = lists.get(key);
      if (known !== undefined) return { value: known, outcome: "hit" };
      const { value, fresh } = await loaded(load);
      if (fresh) lists.set(key, value);
      return { value, outcome: "miss" };
    },

    async invalidateProduct(productId) {
      changes += 1;
      for (const [name, { id }] of contents) if (id === productId) contents.delete(name);
      lists.clear();
      neighbours.clear();
    },
  };
}

type Loaded = <T>(load: () => Promise<T>) => Promise<{ readonly value: T; readonly fresh: boolean }>;

function keptNeighbours(loaded: Loaded) {
  const kept = new Map<string, readonly string[]>();
  const reads: Pick<CatalogCache, "neighbours" | "neighboursHint"> = {
    neighboursHint(slug) {
      const ids = kept.get(slug);
      if (ids === undefined) return null;
      return { ids, stands: async () => (kept.get(slug) === ids ? "hit" : null) };
    },
    async neighbours(slug, load) {
      const known = kept.get(slug);
      if (known !== undefined) return { value: known, outcome: "hit" };
      const { value, fresh } = await loaded(load);
      if (fresh) kept.set(slug, value);
      return { value, outcome: "miss" };
    },
  };
  return { reads, clear: () => kept.clear() };
}

function nameOf(id: string, version: number | undefined): string {
  return `${id} ${version}`;
}

function filterName(filter: ProductFilter): string {
  return JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
}
