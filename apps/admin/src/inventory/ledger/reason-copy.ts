import { ADJUSTMENT_REASONS, type AdjustmentReason, type MovementView } from "@scarlet/domain/inventory";

/** The reasons for changing a figure by hand, in words. */
export const REASON_COPY: Readonly<Record<AdjustmentReason, string>> = {
  correction: "Count correction",
  damaged: "Damaged",
  lost: "Lost",
  found: "Found",
  to_supplier: "To supplier",
  other: "Other",
  received: "Received",
  returned: "Returned",
};

/** The order they are offered in. */
export const ADJUSTMENT_REASON_ORDER: readonly AdjustmentReason[] = [
  "correction",
  "received",
  "damaged",
  "lost",
  "found",
  "returned",
  "to_supplier",
  "other",
];

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  hold_expired: "Hold ended",
  expired: "Hold ended",
  hold_ended: "Hold ended",
  cancelled: "Order cancelled",
  order_cancelled: "Order cancelled",
  opening_stock: "Opening stock",
  seed: "Opening stock",
};

/** Kinds that say by themselves what these reasons say. */
const SAID_BY_KIND: Readonly<Record<string, string>> = { receive: "received", return: "returned" };

/** A movement's reason in words, when it tells more than its kind does. */
export function distinctReason(movement: Pick<MovementView, "kind" | "reason">): string | undefined {
  const { kind, reason } = movement;
  return reason === null || SAID_BY_KIND[kind] === reason ? undefined : reasonCopy(reason);
}

/** A movement's reason as people say it; a word nobody knows is shown as it is. */
export function reasonCopy(reason: string): string {
  if ((ADJUSTMENT_REASONS as readonly string[]).includes(reason))
    return REASON_COPY[reason as AdjustmentReason];
  return SYSTEM_WORDS[reason] ?? reason.replaceAll(/[_.]/g, " ");
}
