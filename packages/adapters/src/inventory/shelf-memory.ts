import type { GroupRequest, StockRow } from "@scarlet/domain/inventory";
import { LRUCache } from "lru-cache";

const MAX_SKUS = 10_000;

type Seen = Pick<StockRow, "productId" | "available">;

/** What this process saw last of the rows of SKUs. */
export type ShelfMemory = {
  /**
   * The products of a group's SKUs, where they are known and a transaction is worth its cost; undefined: the rows must be
   * read first. It decides nothing: a transaction reads the rows itself.
   */
  readonly productsOf: (request: Pick<GroupRequest, "skus" | "orderIds">) => ReadonlySet<string> | undefined;
  readonly remember: (rows: Iterable<Pick<StockRow, "sku" | "productId" | "available">>) => void;
};

/**
 * A SKU keeps its product for ever, so who sold it before need not ask for it. Where nothing of a group was left when it
 * was last seen, the shelf may be empty, and a look answers the group for less (ADR 0016).
 */
export function createShelfMemory(): ShelfMemory {
  const last = new LRUCache<string, Seen>({ max: MAX_SKUS });
  return {
    productsOf({ skus, orderIds }) {
      const seen = skus.flatMap((sku) => last.get(sku) ?? []);
      if (seen.length < skus.length) return undefined;
      if (orderIds.length === 0 && !seen.some(({ available }) => available > 0)) return undefined;
      return new Set(seen.map(({ productId }) => productId));
    },
    remember(rows) {
      for (const { sku, productId, available } of rows) last.set(sku, { productId, available });
    },
  };
}
