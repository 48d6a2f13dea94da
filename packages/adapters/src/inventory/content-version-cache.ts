import type { ProductStock } from "@scarlet/domain/inventory";
import { LRUCache } from "lru-cache";

const MAX_PRODUCTS = 10_000;

/** Which content version goes with the stock that this process committed last. */
export type ContentVersionCache = {
  /** Undefined when another process has written in between. `stockVersion` is the one just raised. */
  readonly at: (productId: string, stockVersion: number) => number | undefined;
  readonly remember: (committed: readonly ProductStock[]) => void;
};

/**
 * Whoever changes words or prices raises the product's stock version as well. So when the version just raised follows
 * the one that this process committed, the content is the same. Only what was committed may be remembered.
 */
export function createContentVersionCache(): ContentVersionCache {
  const last = new LRUCache<string, { readonly version: number; readonly contentVersion: number }>({
    max: MAX_PRODUCTS,
  });
  return {
    at(productId, stockVersion) {
      const known = last.get(productId);
      return known?.version === stockVersion - 1 ? known.contentVersion : undefined;
    },
    remember(committed) {
      for (const { productId, version, contentVersion } of committed)
        last.set(productId, { version, contentVersion });
    },
  };
}
