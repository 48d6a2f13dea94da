import type { StockChanged, StockEvent } from "@scarlet/domain/inventory";

/** What there is to tell: perhaps that something went untold, and what changed. Nothing at all: it was quiet. */
export type StockUpdate = { readonly gap: boolean; readonly changes: readonly StockChanged[] };

export type StockEventQueue = {
  readonly hear: (event: StockEvent) => void;
  readonly end: () => void;
  /** Fulfilled once it has ended. */
  readonly ended: Promise<void>;
  /** What is to be told now; waits for it, `quietMs` at most. Null: it has ended. */
  readonly next: (quietMs: number) => Promise<StockUpdate | null>;
};

/**
 * What one listener has yet to be told: of each product the highest version alone, so that it stays small however slowly
 * the listener reads. `only`: of these products; null: of all.
 */
export function createStockEventQueue(only: ReadonlySet<string> | null): StockEventQueue {
  const newest = new Map<string, number>();
  let [gap, ended] = [false, false];
  const over = Promise.withResolvers<void>();
  let wake = (): void => undefined;
  const add = ({ productId, version }: StockChanged): void => {
    if (only !== null && !only.has(productId)) return;
    newest.set(productId, Math.max(version, newest.get(productId) ?? 0));
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
      if (event.kind === "gap") gap = true;
      if (event.kind === "end") end();
      if (newest.size > 0 || gap || ended) wake();
    },
    end,
    ended: over.promise,
    async next(quietMs) {
      if (newest.size === 0 && !gap && !ended) await sleep(quietMs);
      if (ended) return null;
      const news = { gap, changes: [...newest].map(([productId, version]) => ({ productId, version })) };
      newest.clear();
      gap = false;
      return news;
    },
  };
}
