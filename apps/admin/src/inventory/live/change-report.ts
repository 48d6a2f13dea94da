import type { StockRow } from "@scarlet/domain/inventory";
import { rarely } from "../../lists/rarely.ts";

/** The row that somebody works in is worth a sentence more often than all others. */
const WATCHED_INTERVAL_MS = 5_000;
const OTHERS_INTERVAL_MS = 30_000;

type ChangeReportParts = {
  /** The SKU that is looked at now: of the focused row, or in the drawer. */
  readonly watched: () => string | undefined;
  readonly onWatched: (row: StockRow) => void;
  readonly onOthers: (rows: number) => void;
};

/** Sums up changes of rows on screen, so that they can be told in words without talking all the time. */
export function createChangeReport({ watched, onWatched, onOthers }: ChangeReportParts) {
  let latest: StockRow | undefined;
  let others = new Set<string>();
  const soonWatched = rarely(() => {
    if (latest !== undefined) onWatched(latest);
  }, WATCHED_INTERVAL_MS);
  const soonOthers = rarely(() => {
    onOthers(others.size);
    others = new Set();
  }, OTHERS_INTERVAL_MS);
  return {
    note(rows: readonly StockRow[]): void {
      const sku = watched();
      for (const row of rows) {
        if (row.sku === sku) latest = row;
        else others.add(row.sku);
      }
      if (rows.some((row) => row.sku === sku)) soonWatched.ask();
      if (others.size > 0) soonOthers.ask();
    },
    cancel(): void {
      soonWatched.cancel();
      soonOthers.cancel();
    },
  };
}
