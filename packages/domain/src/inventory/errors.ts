import { DomainError } from "../kernel/index.ts";
import type { StockRow } from "./schema.ts";

/** A hold of the buyer's own that has pieces of what fell short. */
export type OwnHold = {
  readonly orderId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly holdExpiresAt: Date;
};

/**
 * Fewer are left than were asked for. `available` tells what is left of each SKU that fell short; `yours` names the
 * buyer's own open holds of them, so that nobody is told that a thing is gone which is put aside for them.
 */
export function insufficientStock(
  available: Readonly<Record<string, number>>,
  yours: readonly OwnHold[] = [],
): DomainError {
  const soldOut = Object.values(available).every((left) => left <= 0);
  const pieces = yours.reduce((sum, { quantity }) => sum + quantity, 0);
  const held = pieces === 1 ? "1 piece is" : `${pieces} pieces are`;
  const words = soldOut
    ? "Out of stock."
    : "Out of stock for this quantity: fewer are left than you asked for.";
  return new DomainError(
    "inventory.insufficient_stock",
    "conflict",
    pieces === 0 ? words : `${words} ${held} on hold for you already: pay for that order, or cancel it.`,
    pieces === 0 ? { available } : { available, yours },
  );
}

/** The row changed since the caller saw it. `current` is the row as it is now; nothing was written. */
export function versionConflict(current: StockRow): DomainError {
  return new DomainError(
    "inventory.version_conflict",
    "conflict",
    "This changed while you typed. Nothing was written.",
    { current },
  );
}

/** On hand cannot go below what is reserved. */
export function belowReserved(current: StockRow): DomainError {
  return new DomainError(
    "inventory.below_reserved",
    "conflict",
    `${current.reserved} pieces are held, so on hand cannot be less than that. Nothing was written.`,
    { current },
  );
}

/** On hand would exceed `MAX_ON_HAND`. */
export function tooMuchStock(current: StockRow): DomainError {
  return new DomainError(
    "inventory.too_much_stock",
    "unprocessable",
    "That is more than a shelf can hold. Nothing was written.",
    { current },
  );
}

/** No SKU has this code. */
export function skuNotFound(sku: string): DomainError {
  return new DomainError("inventory.sku_not_found", "not_found", `There is no SKU "${sku}".`);
}

/** The books of this SKU cannot be set right by movements. */
export function beyondRepair(sku: string): DomainError {
  return new DomainError(
    "inventory.beyond_repair",
    "conflict",
    `No movement can set the books of "${sku}" right: its ledger is broken, or more is held than is there. Nothing was written.`,
  );
}
