import type { LatestMovement, StockChanged, StockEvent } from "@scarlet/domain/inventory";
import type { StockUpdate, WatchedProducts } from "@scarlet/trpc";

export type StockEventQueue = {
  readonly hear: (event: StockEvent) => void;
  /** Of the storeroom only the last that was heard is told. */
  readonly hearMovements: (movements: readonly LatestMovement[]) => void;
  /** Whether these figures are newer than all that was heard, and than what the listener said it shows. */
  readonly isNews: (change: StockChanged) => boolean;
  readonly end: () => void;
  /** Fulfilled once it has ended. */
  readonly ended: Promise<void>;
  /** What is to be told now; waits for it, `quietMs` at most. Null: it has ended. */
  readonly next: (quietMs: number) => Promise<StockUpdate | null>;
};

/**
 * What one listener has yet to be told: of each product the newest figures alone, so that it stays small however slowly
 * the listener reads. `only`: of these products; null: of all.
 */
export function createStockEventQueue(only: WatchedProducts | null): StockEventQueue {
  /** Of watched products alone: of all there may be very many. */
  const heard = new Map<string, number>();
  const newest = new Map<string, StockChanged>();
  const stale = new Set<string>();
  let movements: readonly LatestMovement[] | null = null;
  let [gap, interrupted, ended] = [false, false, false];
  const over = Promise.withResolvers<void>();
  let wake = (): void => undefined;
  const concerns = (productId: string): boolean => only === null || only.has(productId);
  const isNews = ({ productId, version }: StockChanged): boolean =>
    concerns(productId) && version > Math.max(heard.get(productId) ?? -1, only?.get(productId) ?? -1);
  const isEmpty = (): boolean =>
    newest.size === 0 && stale.size === 0 && movements === null && !gap && !interrupted;
  const add = (change: StockChanged): void => {
    const known = newest.get(change.productId);
    if (!concerns(change.productId) || (known !== undefined && known.version > change.version)) return;
    newest.set(change.productId, change);
    if (only !== null && isNews(change)) heard.set(change.productId, change.version);
  };
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const end = (): void => {
    ended = true;
    over.resolve();
    wake();
  };
  return {
    hear(event) {
      if (event.kind === "changed") for (const change of event.changes) add(change);
      if (event.kind === "stale") for (const id of event.productIds.filter(concerns)) stale.add(id);
      // Of the two only the last counts.
      if (event.kind === "gap") [gap, interrupted] = [true, false];
      if (event.kind === "interrupted") [gap, interrupted] = [false, true];
      if (event.kind === "end") end();
      if (!isEmpty() || ended) wake();
    },
    hearMovements(latest) {
      movements = latest;
      wake();
    },
    isNews,
    end,
    ended: over.promise,
    async next(quietMs) {
      if (isEmpty() && !ended) await sleep(quietMs);
      if (ended) return null;
      const news = { gap, interrupted, changes: [...newest.values()], stale: [...stale], movements };
      newest.clear();
      stale.clear();
      [gap, interrupted, movements] = [false, false, null];
      return news;
    },
  };
}
