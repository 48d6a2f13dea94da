import type { ActorRef } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import { belowReserved, insufficientStock, skuNotFound, tooMuchStock, versionConflict } from "./errors.ts";
import {
  type AdjustmentReason,
  type AdjustStockInput,
  MAX_ON_HAND,
  type Movement,
  type MovementKind,
  type StockPair,
  type StockRow,
} from "./schema.ts";

/** A number of one SKU. */
export type StockLine = { readonly sku: string; readonly quantity: number };

/** Who moves stock, and why. `causeKey` names the cause once and for all: the same cause never counts twice. */
export type Cause = {
  readonly actor: ActorRef;
  readonly reason: string | null;
  readonly note: string | null;
  readonly orderId: string | null;
  readonly causeKey: string;
};

/**
 * The stock of one transaction while it is being decided: rows as read, changed in memory by each command in order of
 * arrival, and the movements that explain every change. Nothing here touches a database.
 */
export type StockDraft = {
  readonly now: Date;
  readonly before: ReadonlyMap<string, StockRow>;
  readonly rows: Map<string, StockRow>;
  readonly movements: Movement[];
};

/** The net change of one SKU: what the guarded write adds, and what must still be there for it to hold. */
export type NetChange = {
  readonly sku: string;
  readonly productId: string;
  readonly expectedVersion: number;
  readonly minAvailable: number;
  readonly onHand: number;
  readonly reserved: number;
  /** onHand − reserved, save where a repair sets a row right whose available was not that. */
  readonly available: number;
  readonly movements: number;
};

/** Opens a draft over rows that one transaction read together. `now` is the database's time. */
export function openDraft(rows: readonly StockRow[], now: Date): StockDraft {
  const before = new Map(rows.map((row) => [row.sku, row]));
  return { now, before, rows: new Map(before), movements: [] };
}

/** Undoes every movement after the first `kept`, exactly: a refused command leaves no trace in its neighbours' draft. */
export function rollBack(draft: StockDraft, kept: number): void {
  for (const undone of draft.movements.splice(kept).toReversed()) {
    const row = rowOf(draft, undone.sku);
    const { before, delta } = undone;
    draft.rows.set(undone.sku, {
      ...row,
      onHand: before.onHand,
      reserved: before.reserved,
      available: row.available - delta.onHand + delta.reserved,
      version: undone.version - 1,
    });
  }
}

/** Sums lines of the same SKU, in the order of first mention. Sums of 0 are left out. */
export function sumLines(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].flatMap(([sku, quantity]) => (quantity === 0 ? [] : [{ sku, quantity }]));
}

/**
 * Puts pieces aside: reserved rises, available falls. All lines or none.
 * Raises `inventory.insufficient_stock`, `inventory.sku_not_found`.
 */
export function reserve(draft: StockDraft, lines: readonly StockLine[], cause: Cause): void {
  const sums = sumLines(lines);
  const short = sums.filter(({ sku, quantity }) => rowOf(draft, sku).available < quantity);
  if (short.length > 0) {
    throw insufficientStock(Object.fromEntries(short.map(({ sku }) => [sku, rowOf(draft, sku).available])));
  }
  for (const { sku, quantity } of sums)
    move(draft, sku, { kind: "reserve", onHand: 0, reserved: quantity }, cause);
}

/** Frees reserved pieces: reserved falls, available rises. The caller makes sure that they are reserved; raises an invariant otherwise. */
export function release(draft: StockDraft, lines: readonly StockLine[], cause: Cause): void {
  for (const { sku, quantity } of sumLines(lines))
    move(draft, sku, { kind: "release", onHand: 0, reserved: -quantity }, cause);
}

/** Turns reserved pieces into sold ones: both on hand and reserved fall, available stays. */
export function sell(draft: StockDraft, lines: readonly StockLine[], cause: Cause): void {
  for (const { sku, quantity } of sumLines(lines))
    move(draft, sku, { kind: "sale", onHand: -quantity, reserved: -quantity }, cause);
}

/** Puts sold pieces back on the shelf: on hand and available rise. */
export function putBack(draft: StockDraft, lines: readonly StockLine[], cause: Cause): void {
  for (const { sku, quantity } of sumLines(lines))
    move(draft, sku, { kind: "return", onHand: quantity, reserved: 0 }, cause);
}

/**
 * Changes on hand by hand, by a difference or to a counted figure.
 * Raises `inventory.version_conflict`, `inventory.below_reserved`, `inventory.too_much_stock`, `inventory.sku_not_found`.
 */
export function adjust(draft: StockDraft, input: AdjustStockInput, cause: Cause): StockRow {
  const row = rowOf(draft, input.sku);
  if (input.expectedVersion !== undefined && input.expectedVersion !== row.version)
    throw versionConflict(row);
  const onHand = input.set ?? row.onHand + (input.delta ?? 0);
  if (onHand < row.reserved) throw belowReserved(row);
  if (onHand > MAX_ON_HAND) throw tooMuchStock(row);
  move(
    draft,
    row.sku,
    { kind: adjustmentKind(input.reason), onHand: onHand - row.onHand, reserved: 0 },
    cause,
  );
  return rowOf(draft, input.sku);
}

/** The kind of movement that an adjustment reason stands for. */
export function adjustmentKind(reason: AdjustmentReason): MovementKind {
  if (reason === "received") return "receive";
  return reason === "returned" ? "return" : "adjust";
}

/** The net change of every SKU that was touched. Also SKUs whose changes cancel out: their version moves on. */
export function netChanges(draft: StockDraft): NetChange[] {
  const touched = [...new Set(draft.movements.map((movement) => movement.sku))];
  return touched.map((sku) => {
    const [before, after] = [draft.before.get(sku), rowOf(draft, sku)];
    invariant(before !== undefined, `stock row of ${sku} vanished while deciding`);
    return {
      sku,
      productId: before.productId,
      expectedVersion: before.version,
      minAvailable: Math.max(0, before.available - after.available),
      onHand: after.onHand - before.onHand,
      reserved: after.reserved - before.reserved,
      available: after.available - before.available,
      movements: after.version - before.version,
    };
  });
}

/** The row of a SKU as the draft has it now. Raises `inventory.sku_not_found`. */
export function rowOf(draft: StockDraft, sku: string): StockRow {
  const row = draft.rows.get(sku);
  if (row === undefined) throw skuNotFound(sku);
  return row;
}

function move(draft: StockDraft, sku: string, step: StockPair & { kind: MovementKind }, cause: Cause): void {
  const { kind, ...delta } = step;
  const row = rowOf(draft, sku);
  const after = { onHand: row.onHand + delta.onHand, reserved: row.reserved + delta.reserved };
  invariant(after.reserved >= 0, `${kind} would leave ${after.reserved} reserved of ${sku}`);
  invariant(
    after.onHand >= after.reserved,
    `${kind} would leave ${after.onHand - after.reserved} available of ${sku}`,
  );
  const version = row.version + 1;
  draft.movements.push({
    sku,
    productId: row.productId,
    version,
    kind,
    delta,
    before: { onHand: row.onHand, reserved: row.reserved },
    after,
    actor: cause.actor,
    reason: cause.reason,
    note: cause.note,
    orderId: cause.orderId,
    at: draft.now,
    causeKey: `${cause.causeKey}:${kind}:${sku}`,
  });
  const available = row.available + delta.onHand - delta.reserved;
  draft.rows.set(sku, { ...row, ...after, available, version });
}
