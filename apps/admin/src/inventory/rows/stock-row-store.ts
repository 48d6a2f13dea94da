import type { StockRow } from "@scarlet/domain/inventory";

/**
 * The newest stock row of every SKU that this browser tab has received. Responses can arrive out of order, so a row
 * with a lower version never replaces one with a higher version.
 */
export class StockRowStore {
  readonly #newestBySku = new Map<string, StockRow>();
  /** Rows with newer stock fields: the same object for as long as nothing newer is known, so that it renders once. */
  readonly #merged = new WeakMap<StockRow, { readonly known: StockRow; readonly row: StockRow }>();
  readonly #listeners = new Set<() => void>();
  #revision = 0;

  /** Stores a row from a response, and notifies subscribers if it is newer than the one known. */
  put(row: StockRow): void {
    this.putAll([row]);
  }

  /** Stores several rows, and notifies subscribers once if one of them is newer than the one known. */
  putAll(rows: readonly StockRow[]): void {
    const newer = rows.filter((row) => row.version > (this.#newestBySku.get(row.sku)?.version ?? -1));
    for (const row of newer) this.#newestBySku.set(row.sku, stockFieldsOf(row));
    if (newer.length === 0) return;
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }

  /** The given row with the newest stock fields known; its other fields (product, last movement) stay as they are. */
  newest<T extends StockRow>(row: T): T {
    const known = this.#newestBySku.get(row.sku);
    if (known && known.version > row.version) return this.#mergedRow(row, known);
    if (known?.version !== row.version) this.#newestBySku.set(row.sku, stockFieldsOf(row));
    return row;
  }

  #mergedRow<T extends StockRow>(row: T, known: StockRow): T {
    const made = this.#merged.get(row);
    if (made?.known === known) return made.row as T;
    const merged = { ...row, ...known };
    this.#merged.set(row, { known, row: merged });
    return merged;
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
