import type { ProductStock, StockChanged, StockEvent, StockReader } from "@scarlet/domain/inventory";
import type { WatchedProducts } from "@scarlet/trpc";
import type { StockEventQueue } from "./stock-event-queue.ts";

/** So many products are looked at in one go; when more are shown, the others have their turn in the next. */
const MAX_LOOKED_AT = 500;
/** For whoever listens for all: so many products that were told last are looked at. */
const MAX_REMEMBERED = 200;

/** A listener, and what it watches; null: all. */
export type Looker = {
  readonly watched: WatchedProducts | null;
  readonly backlog: Pick<StockEventQueue, "hear" | "isNews">;
};

/**
 * What was committed and told to nobody, because the process that committed it died in between. It is found by reading
 * again what listeners show: all of them together by one read, however many there are.
 */
export type UntoldStock = {
  readonly join: (looker: Looker) => void;
  readonly leave: (looker: Looker) => void;
  /** Remembers what was told to those who listen for all. */
  readonly note: (event: StockEvent) => void;
  /** Tells what is newer than what was told. Raises nothing: what cannot be read now is read the next time. */
  readonly lookAgain: () => Promise<void>;
};

export function createUntoldStock(reader: StockReader): UntoldStock {
  const lookers = new Set<Looker>();
  const remembered = new Map<string, number>();
  const remember = ({ productId, version }: StockChanged): void => {
    const known = remembered.get(productId) ?? -1;
    // Put behind all others: the first one is the one that was told of longest ago.
    remembered.delete(productId);
    remembered.set(productId, Math.max(known, version));
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };
  let turn = 0;
  return {
    join: (looker) => void lookers.add(looker),
    leave: (looker) => void lookers.delete(looker),
    note(event) {
      if (event.kind === "changed") event.changes.forEach(remember);
    },
    async lookAgain() {
      const ids = productsOf(lookers, remembered);
      if (ids.length === 0) return;
      const stocks = await reader.readStock(inTurn(ids, turn)).catch(() => undefined);
      turn += 1;
      if (stocks === undefined) return;
      const forAll = [...stocks.values()].filter(
        ({ productId, version }) => version > (remembered.get(productId) ?? Number.POSITIVE_INFINITY),
      );
      forAll.forEach(remember);
      for (const looker of lookers) tell(looker, looker.watched === null ? forAll : newsOf(looker, stocks));
    },
  };
}

function productsOf(
  lookers: ReadonlySet<Looker>,
  remembered: ReadonlyMap<string, number>,
): readonly string[] {
  const ids = new Set<string>();
  for (const { watched } of lookers) for (const id of (watched ?? remembered).keys()) ids.add(id);
  return [...ids];
}

function inTurn(ids: readonly string[], turn: number): readonly string[] {
  const from = (turn % Math.ceil(ids.length / MAX_LOOKED_AT)) * MAX_LOOKED_AT;
  return ids.slice(from, from + MAX_LOOKED_AT);
}

function newsOf({ watched, backlog }: Looker, stocks: ReadonlyMap<string, ProductStock>): ProductStock[] {
  return [...(watched?.keys() ?? [])].flatMap((id) => {
    const stock = stocks.get(id);
    return stock !== undefined && backlog.isNews(stock) ? [stock] : [];
  });
}

function tell({ backlog }: Looker, changes: readonly StockChanged[]): void {
  if (changes.length > 0) backlog.hear({ kind: "changed", changes });
}
