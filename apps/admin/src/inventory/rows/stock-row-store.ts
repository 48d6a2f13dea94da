import type { StockListRow, StockRow } from "@scarlet/domain/inventory";

/**
 * The newest row of every SKU this tab has seen. Answers can overtake each other on the way; a lower version never
 * replaces a higher one.
 */
export class StockRowStore {
  readonly #newest = new Map<string, StockRow>();
  readonly #listeners = new Set<() => void>();
  #turns = 0;

  /** Takes a row from an answer. Tells everybody when it is news. */
  put(row: StockRow): void {
    const known = this.#newest.get(row.sku);
    if (known && known.version >= row.version) return;
    this.#newest.set(row.sku, stockOf(row));
    this.#turns += 1;
    for (const listener of this.#listeners) listener();
  }

  /** The row with the newest figures known, keeping its own words. */
  newest<T extends StockRow>(row: T): T {
    const known = this.#newest.get(row.sku);
    if (known && known.version > row.version) return { ...row, ...known };
    if (known?.version !== row.version) this.#newest.set(row.sku, stockOf(row));
    return row;
  }

  /** For useSyncExternalStore. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** How often there was news. */
  turns = (): number => this.#turns;
}

function stockOf(row: StockRow): StockRow {
  const { sku, productId, onHand, reserved, available, version, lowStockAt } = row;
  return { sku, productId, onHand, reserved, available, version, lowStockAt };
}

/**
 * The rows to show: what the server lists now, and those of `mine` that just left the view because I changed them.
 * They stay at their place until the view is asked for anew, so that nothing moves under the eyes.
 */
export function keepMine(
  shown: readonly StockListRow[],
  listed: readonly StockListRow[],
  mine: ReadonlySet<string>,
): readonly StockListRow[] {
  const here = new Set(listed.map((row) => row.sku));
  const staying = shown.filter((row) => mine.has(row.sku) && !here.has(row.sku));
  if (staying.length === 0) return listed;
  return [...listed, ...staying].sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
