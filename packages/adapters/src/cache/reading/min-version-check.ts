import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { createReadBatcher } from "./read-batcher.ts";

/** For so long after the database has said what is committed, a claim beyond that is not asked about again. */
const ANSWER_VALID_MS = 1_000;
/** So many products' answers are remembered; when there are more, all are asked about anew. */
const MAX_REMEMBERED_PRODUCTS = 10_000;

/**
 * Versions that callers say they have seen. Anybody can claim to have seen anything, so questions about one product are
 * shared, few run at once, and what is claimed costs the database one read of a product in a second, in each process.
 */
export type MinVersionCheck = {
  /** Whether the database has said within the last second that nothing newer than this was committed. */
  areAnswered(told: ProductStock): boolean;
  /** Asks the database. */
  ask(ids: readonly string[]): Promise<ReadonlyMap<string, ProductStock>>;
};

export function createMinVersionCheck(
  parts: { readonly source: StockReader; readonly onShared?: (count: number) => void },
  monotonicMs: () => number,
): MinVersionCheck {
  const fromDatabase = createReadBatcher(parts.source, parts.onShared);
  const answered = new Map<string, { readonly version: number; readonly untilMs: number }>();
  return {
    areAnswered({ productId, version }) {
      const known = answered.get(productId);
      return known !== undefined && known.untilMs > monotonicMs() && version >= known.version;
    },
    async ask(ids) {
      const fresh = await fromDatabase(ids);
      if (answered.size > MAX_REMEMBERED_PRODUCTS) answered.clear();
      const untilMs = monotonicMs() + ANSWER_VALID_MS;
      for (const [id, { version }] of fresh) answered.set(id, { version, untilMs });
      return fresh;
    },
  };
}
