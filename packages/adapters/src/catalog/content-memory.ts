import type { Product } from "@scarlet/domain/catalog";
import { LRUCache } from "lru-cache";

/** Their words are a few kilobytes each. */
const MAX_PRODUCTS = 5_000;

/**
 * Words and prices of products in this process, each in the newest version that it met. They are never believed by
 * themselves: who asks names the version that goes with the stock it has just read, and a version never changes.
 */
export type ContentMemory = {
  /** The product when it is kept in exactly this version. */
  get(id: string, contentVersion: number | undefined): Product | undefined;
  keep(products: readonly Product[]): void;
  /** The id of the product that had this slug when it was last seen: a hint. */
  readonly idOf: (slug: string) => string | null;
};

export function createContentMemory(maxProducts: number = MAX_PRODUCTS): ContentMemory {
  const ids = new Map<string, string>();
  const products = new LRUCache<string, Product>({
    max: maxProducts,
    // Another product may have the slug by now.
    dispose: ({ id, slug }) => void (ids.get(slug) === id && ids.delete(slug)),
  });
  return {
    get(id, contentVersion) {
      const known = products.get(id);
      return known?.contentVersion === contentVersion ? known : undefined;
    },
    keep(found) {
      for (const product of found) {
        const known = products.peek(product.id);
        if (known !== undefined && known.contentVersion > product.contentVersion) continue;
        products.set(product.id, product);
        ids.set(product.slug, product.id);
      }
    },
    idOf: (slug) => ids.get(slug) ?? null,
  };
}
