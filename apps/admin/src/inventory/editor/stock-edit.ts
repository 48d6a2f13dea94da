import type { AdjustmentReason, AdjustStockInput, StockRow } from "@scarlet/domain/inventory";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";

/**
 * One change of on hand that a person wants written: to a new value (`set`, compared with the row as it was when they
 * began, `seen`) or by a difference (`delta`). The idempotency key stays the same however often it is sent.
 */
export type StockEdit = {
  readonly sku: string;
  readonly title: string;
  readonly reason: AdjustmentReason;
  readonly note: string;
  readonly idempotencyKey: string;
  readonly change: { readonly set: number; readonly seen: StockRow } | { readonly delta: number };
};

/** A stock edit without the SKU it belongs to. */
export type EditDraft = Omit<StockEdit, "sku" | "title">;

/** Why on hand changes, as entered by the person. */
export type ReasonAndNote = Pick<StockEdit, "reason" | "note">;

/** How an attempt to write an edit ended. `unknown`: no response that tells whether it was written. */
export type EditOutcome =
  | { readonly kind: "written"; readonly row: StockRow }
  | { readonly kind: "conflict"; readonly current: StockRow }
  | { readonly kind: "belowReserved"; readonly current: StockRow }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "unknown" };

/** The API input that writes an edit. */
export function adjustInput({ sku, reason, note, change }: StockEdit): AdjustStockInput {
  const common = { sku, reason, ...(note === "" ? {} : { note }) };
  return "set" in change
    ? { ...common, set: change.set, expectedVersion: change.seen.version }
    : { ...common, delta: change.delta };
}

/**
 * The values of on hand to choose from after a conflict: `keep` applies the person's difference to the current value,
 * `set` writes what they typed, `leave` is the current value.
 */
export function conflictOptions(typed: number, seen: StockRow, current: StockRow) {
  const difference = typed - seen.onHand;
  return { difference, keep: current.onHand + difference, set: typed, leave: current.onHand };
}

/** The error message when on hand would be below what is reserved; undefined when the value is allowed. */
export function belowReservedMessage(onHand: number, row: Pick<StockRow, "reserved">): string | undefined {
  if (onHand >= row.reserved) return undefined;
  return stockEditorCopy.belowReserved(row.reserved, onHand);
}
