import type { StockListRow, StockRow } from "@scarlet/domain/inventory";

/**
 * The newest stock row of every SKU that this browser tab has received. Responses can arrive out of order, so a row
 * with a lower version never replaces one with a higher version.
 */
export class StockRowStore {
  readonly #newestBySku = new Map<string, StockRow>();
  readonly #listeners = new Set<() => void>();
  #revision = 0;

  /** Stores a row from a response, and notifies subscribers if it is newer than the one known. */
  put(row: StockRow): void {
    const known = this.#newestBySku.get(row.sku);
    if (known && known.version >= row.version) return;
    this.#newestBySku.set(row.sku, stockFieldsOf(row));
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }

  /** The given row with the newest stock fields known; its other fields (product, last movement) stay as they are. */
  newest<T extends StockRow>(row: T): T {
    const known = this.#newestBySku.get(row.sku);
    if (known && known.version > row.version) return { ...row, ...known };
    if (known?.version !== row.version) this.#newestBySku.set(row.sku, stockFieldsOf(row));
    return row;
  }

  /** Subscribes to changes, in the form that `useSyncExternalStore` takes. Returns the unsubscribe function. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The number of changes so far: the snapshot that `useSyncExternalStore` compares. */
  revision = (): number => this.#revision;
}

function stockFieldsOf(row: StockRow): StockRow {
  const { sku, productId, onHand, reserved, available, version, lowStockAt } = row;
  return { sku, productId, onHand, reserved, available, version, lowStockAt };
}

/**
 * The rows to show: those that the server lists now, and those of `editedSkus` that were shown before but no longer
 * match the view because this person edited them. They stay where they were, so that rows do not jump while somebody
 * works through the list.
 */
export function keepEditedRows(
  shown: readonly StockListRow[],
  listed: readonly StockListRow[],
  editedSkus: ReadonlySet<string>,
): readonly StockListRow[] {
  const listedSkus = new Set(listed.map((row) => row.sku));
  const kept = shown.filter((row) => editedSkus.has(row.sku) && !listedSkus.has(row.sku));
  if (kept.length === 0) return listed;
  return [...listed, ...kept].sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
