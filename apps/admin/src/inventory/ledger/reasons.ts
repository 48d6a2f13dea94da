import type { AdjustmentReason, MovementView } from "@scarlet/domain/inventory";

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

/** The reason that a kind of movement implies. */
const IMPLIED_REASONS: Readonly<Record<string, string>> = { receive: "received", return: "returned" };

/** The reason of a movement; undefined when it has none or its kind implies it. */
export function distinctReason(movement: Pick<MovementView, "kind" | "reason">): string | undefined {
  const { kind, reason } = movement;
  return reason === null || IMPLIED_REASONS[kind] === reason ? undefined : reason;
}
