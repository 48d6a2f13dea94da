import { ADJUSTMENT_REASONS, type AdjustmentReason, type MovementView } from "@scarlet/domain/inventory";

/** The names of the reasons for an adjustment. */
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

/** The reasons for an adjustment in the order they are offered. */
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

const SYSTEM_REASON_COPY: Readonly<Record<string, string>> = {
  hold_expired: "Hold ended",
  expired: "Hold ended",
  hold_ended: "Hold ended",
  cancelled: "Order cancelled",
  order_cancelled: "Order cancelled",
  opening_stock: "Opening stock",
  seed: "Opening stock",
};

/** The reason that a kind of movement implies. */
const IMPLIED_REASONS: Readonly<Record<string, string>> = { receive: "received", return: "returned" };

/** The name of a movement's reason; undefined when it has none or its kind implies it. */
export function distinctReason(movement: Pick<MovementView, "kind" | "reason">): string | undefined {
  const { kind, reason } = movement;
  return reason === null || IMPLIED_REASONS[kind] === reason ? undefined : reasonCopy(reason);
}

/** The name of a reason. One that is not known is shown as it is, without underscores. */
export function reasonCopy(reason: string): string {
  if ((ADJUSTMENT_REASONS as readonly string[]).includes(reason))
    return REASON_COPY[reason as AdjustmentReason];
  return SYSTEM_REASON_COPY[reason] ?? reason.replaceAll(/[_.]/g, " ");
}
