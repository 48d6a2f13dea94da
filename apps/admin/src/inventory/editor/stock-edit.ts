import type { AdjustmentReason, AdjustStockInput, StockRow } from "@scarlet/domain/inventory";

/** What somebody wants to write. The key stays the same however often it is tried. */
export type StockEdit = {
  readonly sku: string;
  readonly title: string;
  readonly reason: AdjustmentReason;
  readonly note: string;
  readonly key: string;
  readonly by: { readonly set: number; readonly seen: StockRow } | { readonly delta: number };
};

/** What came of a wish. */
export type EditOutcome =
  | { readonly is: "done"; readonly row: StockRow }
  | { readonly is: "conflict"; readonly current: StockRow }
  | { readonly is: "below"; readonly current: StockRow }
  | { readonly is: "refused"; readonly sentence: string }
  | { readonly is: "unknown" };

/** The request that writes a wish. */
export function adjustInput(wish: StockEdit): AdjustStockInput {
  const common = { sku: wish.sku, reason: wish.reason, ...(wish.note === "" ? {} : { note: wish.note }) };
  return "set" in wish.by
    ? { ...common, set: wish.by.set, expectedVersion: wish.by.seen.version }
    : { ...common, delta: wish.by.delta };
}

/** The three ways out of a conflict, as figures. `difference` is what the person meant to change. */
export function conflictOptions(typed: number, seen: StockRow, current: StockRow) {
  const difference = typed - seen.onHand;
  return { difference, keep: current.onHand + difference, set: typed, leave: current.onHand };
}

/** Why on hand cannot become this; undefined when it can. */
export function belowReservedMessage(onHand: number, row: Pick<StockRow, "reserved">): string | undefined {
  if (onHand >= row.reserved) return undefined;
  return row.reserved === 1
    ? `1 piece is held, so on hand cannot be ${onHand}.`
    : `${row.reserved} pieces are held, so on hand cannot be ${onHand}.`;
}
