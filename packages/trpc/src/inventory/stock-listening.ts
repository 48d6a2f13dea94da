import type { LatestMovement, StockChanged } from "@scarlet/domain/inventory";
import type { WatchedProducts } from "../rest/index.ts";

/**
 * What there is to tell: perhaps that something went untold, what changed, which products are to be read again. Nothing
 * at all: it was quiet.
 */
export type StockUpdate = {
  readonly gap: boolean;
  /** Changes go untold from now on, until a gap says that they no longer do. */
  readonly interrupted: boolean;
  readonly changes: readonly StockChanged[];
  readonly stale: readonly string[];
  /** The latest movements of the storeroom, newest first; null: nothing of them is to be told. */
  readonly movements: readonly LatestMovement[] | null;
};

/** One caller who is told of changes of stock. It keeps a place of its address until it leaves. */
export type StockListening = {
  /** What is to be told now; waits for it until it is time to say that nothing was. Null: it has ended. */
  next(): Promise<StockUpdate | null>;
  end(): void;
  readonly leave: () => void;
};

/**
 * Begins to listen for these products, or for all (null), on the connection that the request came by. Raises
 * `request.rate_limited` and `service.unavailable`.
 */
export type ListenToStock = (watched: WatchedProducts | null) => StockListening;
