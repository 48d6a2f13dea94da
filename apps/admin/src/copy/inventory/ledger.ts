import type { AdjustmentReason, MovementKind } from "@scarlet/domain/inventory";
import { formatCount, formatNumber, formatSigned } from "../../format/numbers.ts";

const KINDS: Readonly<
  Record<MovementKind, { readonly name: string; readonly short: string; readonly done: string }>
> = {
  reserve: { name: "reserve", short: "held", done: "put aside" },
  release: { name: "release", short: "released", done: "released" },
  sale: { name: "sale", short: "sale", done: "sold" },
  adjust: { name: "adjust", short: "adjusted", done: "adjusted" },
  receive: { name: "receive", short: "received", done: "received" },
  return: { name: "return", short: "returned", done: "returned" },
};

/** Reasons that a person gives, and those that the shop writes itself. */
const REASONS: Readonly<Record<AdjustmentReason, string>> & Readonly<Record<string, string>> = {
  correction: "Count correction",
  damaged: "Damaged",
  lost: "Lost",
  found: "Found",
  to_supplier: "To supplier",
  other: "Other",
  received: "Received",
  returned: "Returned",

  hold_expired: "Hold ended",
  expired: "Hold ended",
  hold_ended: "Hold ended",
  cancelled: "Order cancelled",
  order_cancelled: "Order cancelled",
  opening_stock: "Opening stock",
  seed: "Opening stock",
};

const step = (before: number, after: number) => (before === after ? String(after) : `${before} → ${after}`);

type BeforeAndAfter = { readonly onHand: number; readonly reserved: number };

/** The words about movements of stock: the ledger of a SKU, movements in short, and their reasons. */
export const ledgerCopy = {
  head: "Ledger",
  note: (movements: number) => `${formatCount(movements, "movement")}, newest first`,
  columns: {
    when: "When",
    movement: "Movement",
    onHand: "On hand",
    change: "±",
    changeMeans: "Change of on hand",
    reserved: "Reserved",
    available: "Available",
    who: "Who",
    why: "Why",
    version: "Version",
  },
  showOlder: "Show older",
  reading: "Reading",
  shownOf: (shown: number, all: number) => `${formatNumber(shown)} of ${formatNumber(all)}`,
  /** In place of an order's number that is not known: alone, and inside a sentence. */
  order: "Order",
  someOrder: "order",
  by: "by ",

  kind: (kind: MovementKind): string => KINDS[kind].name,
  /** A movement in short: "−3 sale", "+1 held", "+24 received". */
  change: (kind: MovementKind, amount: number) => `${formatSigned(amount)} ${KINDS[kind].short}`,
  /** A movement as a sentence, without its time: "2 were sold", "Jonas Weber took 1 away". */
  happened: (kind: MovementKind, amount: number, actor: string) => {
    if (kind !== "adjust") return `${formatCount(Math.abs(amount), "was", "were")} ${KINDS[kind].done}`;
    return amount < 0
      ? `${actor} took ${formatNumber(-amount)} away`
      : `${actor} added ${formatNumber(amount)}`;
  },
  /** On hand and reserved before and after a movement, or once where it did not change them. */
  levels: (before: BeforeAndAfter, after: BeforeAndAfter) =>
    `on hand ${step(before.onHand, after.onHand)}, reserved ${step(before.reserved, after.reserved)}`,
  /** The name of a reason. One that is not known is shown as it is, without underscores. */
  reason: (reason: string): string => REASONS[reason] ?? reason.replaceAll(/[_.]/g, " "),
} as const;
