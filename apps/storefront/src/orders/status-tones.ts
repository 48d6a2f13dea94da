import type { OrderView } from "@scarlet/domain/orders";
import type { StatusTone } from "@scarlet/ui/feedback/status-label";

/** The colour of an order's status. */
export const STATUS_TONES: Readonly<Record<OrderView["status"], StatusTone>> = {
  pending: "warn",
  paid: "ok",
  fulfilled: "plain",
  cancelled: "danger",
  expired: "danger",
};
