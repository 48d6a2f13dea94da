import {
  LIST_HEAD_SIZE,
  type ListEntry,
  type Product,
  type ProductFilter,
  type ProductStore,
} from "@scarlet/domain/catalog";
import { matchesTerms, searchTerms, searchTokens, sortKey } from "@scarlet/domain/kernel";
import type { MemoryDatabase } from "./database.ts";

/** Products in memory. */
export function createMemoryProductStore(db: MemoryDatabase): ProductStore {
  const published = () => [...db.products.values()].filter((product) => product.status === "published");
  const matching = (filter: ProductFilter) =>
    published()
      .filter((product) => matches(product, filter))
      .map((product) => entryOf(product, filter))
      .sort(orderOf(filter));
  return {
    findBySlug: async (slug) => published().find((product) => product.slug === slug) ?? null,
    findByIds: async (ids) => published().filter((product) => ids.includes(product.id)),
    findBySkus: async (skus) =>
      [...db.products.values()].filter((product) => product.skus.some(({ sku }) => skus.includes(sku))),
    async listHead(filter) {
      const all = matching(filter);
      const entries = all.slice(0, LIST_HEAD_SIZE);
      return { entries, total: all.length, complete: entries.length === all.length };
    },
    async listAfter(filter, after, limit) {
      const compare = orderOf(filter);
      return matching(filter)
        .filter((entry) => compare(entry, after) > 0)
        .slice(0, limit);
    },
    slugs: async (page, size) =>
      published()
        .toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || (a.id < b.id ? -1 : 1))
        .slice((page - 1) * size, page * size)
        .map(({ slug }) => slug),
    categories: async () =>
      db.categories.map((category) => ({
        ...category,
        productCount: published().filter((product) => product.category === category.slug).length,
      })),
  };
}

function matches(product: Product, { category, q, minPrice, maxPrice }: ProductFilter): boolean {
  const terms = searchTerms(q);
  const found = terms === null || (terms.length > 0 && matchesTerms(searchTokens(product.title), terms));
  return (
    found &&
    (category === undefined || product.category === category) &&
    product.priceMinor >= (minPrice ?? 0) &&
    product.priceMinor <= (maxPrice ?? Infinity)
  );
}

function entryOf(product: Product, { sort }: ProductFilter): ListEntry {
  if (sort === "title") return { id: product.id, value: sortKey(product.title) };
  return { id: product.id, value: sort === "newest" ? product.publishedAt.getTime() : product.priceMinor };
}

function orderOf({ sort }: ProductFilter) {
  const down = sort === "newest" || sort === "price_desc" ? -1 : 1;
  return (a: ListEntry, b: ListEntry): number => {
    const [x, y] = a.value === b.value ? [a.id, b.id] : [a.value, b.value];
    return x === y ? 0 : (x < y ? -1 : 1) * down;
  };
}
