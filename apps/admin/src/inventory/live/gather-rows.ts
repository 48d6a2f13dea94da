import type { StockRow } from "@scarlet/domain/inventory";
import { rarely } from "../../lists/rarely.ts";

/** Hands rows on together, the newest of each SKU, at most once in `everyMs`. */
export function gatherRows(handOn: (rows: readonly StockRow[]) => void, everyMs: number) {
  let gathered = new Map<string, StockRow>();
  const soon = rarely(() => {
    const rows = [...gathered.values()];
    gathered = new Map();
    handOn(rows);
  }, everyMs);
  return {
    add: (rows: readonly StockRow[]): void => {
      for (const row of rows)
        if (row.version >= (gathered.get(row.sku)?.version ?? 0)) gathered.set(row.sku, row);
      soon.ask();
    },
    cancel: () => soon.cancel(),
  };
}
