import type { Product } from "@scarlet/domain/catalog";

/** So many products are kept in a process; their words are a few kilobytes each. */
const KEPT = 5_000;

/**
 * Words and prices of products in this process. They are never believed by themselves: who asks names the version that
 * goes with the stock it has just read, and words of one version never change.
 */
export type ContentMemo = {
  /** The product when it is kept in exactly this version. */
  get(id: string, contentVersion: number | undefined): Product | undefined;
  keep(products: readonly Product[]): void;
  /** The id of the product that had this slug when it was last seen: a hint. */
  readonly idOf: (slug: string) => string | null;
};

export function createContentMemo(): ContentMemo {
  const products = new Map<string, Product>();
  const ids = new Map<string, string>();
  return {
    get(id, contentVersion) {
      const known = products.get(id);
      return known?.contentVersion === contentVersion ? known : undefined;
    },
    keep(found) {
      for (const product of found) {
        const known = products.get(product.id);
        if (known !== undefined && known.contentVersion > product.contentVersion) continue;
        if (known !== undefined && known.slug !== product.slug) ids.delete(known.slug);
        products.delete(product.id);
        products.set(product.id, product);
        ids.set(product.slug, product.id);
        if (products.size > KEPT) forgetOldest(products, ids);
      }
    },
    idOf: (slug) => ids.get(slug) ?? null,
  };
}

function forgetOldest(products: Map<string, Product>, ids: Map<string, string>): void {
  for (const [id, { slug }] of products) {
    products.delete(id);
    ids.delete(slug);
    return;
  }
}
