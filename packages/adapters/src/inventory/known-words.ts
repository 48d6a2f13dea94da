import type { ProductStock } from "@scarlet/domain/inventory";

/** So many products are remembered. */
const KEPT = 10_000;

/** Which version of a product's words and prices goes with the stock that this process committed last. */
export type KnownWords = {
  /** Undefined when another process has written in between. `stockVersion` is the one just raised. */
  readonly under: (productId: string, stockVersion: number) => number | undefined;
  readonly remember: (committed: readonly ProductStock[]) => void;
};

/**
 * Whoever changes words or prices raises the product's stock version as well. So when the version just raised follows
 * the one that this process committed, they are what they were. Only what was committed may be remembered.
 */
export function createKnownWords(): KnownWords {
  const last = new Map<string, { readonly version: number; readonly contentVersion: number }>();
  return {
    under(productId, stockVersion) {
      const known = last.get(productId);
      return known?.version === stockVersion - 1 ? known.contentVersion : undefined;
    },
    remember(committed) {
      if (last.size + committed.length > KEPT) last.clear();
      for (const { productId, version, contentVersion } of committed)
        last.set(productId, { version, contentVersion });
    },
  };
}
