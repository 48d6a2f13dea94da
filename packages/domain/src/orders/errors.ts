import { DomainError } from "../kernel/errors.ts";
import type { OrderEvent, OrderStatus } from "./machine.ts";

/** No such order, or it is somebody else's: both sound the same, so that ids cannot be tried out. */
export function orderNotFound(): DomainError {
  return new DomainError("orders.not_found", "not_found", "There is no such order, or it is not yours.");
}

const SAID: Readonly<Record<OrderStatus, string>> = {
  pending: "held and not paid",
  paid: "paid",
  fulfilled: "sent",
  cancelled: "cancelled",
  expired: "expired",
};

/** The order's state has no such move. */
export function orderStateConflict(status: OrderStatus, event: OrderEvent): DomainError {
  return new DomainError(
    "orders.state_conflict",
    "conflict",
    `This order is ${SAID[status]}, so it cannot do that.`,
    { status, event },
  );
}

/** The hold ended before the payment or extension came. Nothing was charged. */
export function holdExpired(): DomainError {
  return new DomainError(
    "orders.hold_expired",
    "conflict",
    "Your hold has ended. You have not been charged.",
    { status: "expired" },
  );
}

/** The money arrived after the hold had ended: it was sent back. */
export function paidTooLate(refundedMinor: number): DomainError {
  return new DomainError(
    "orders.paid_too_late",
    "conflict",
    "Your payment came after the hold had ended. We have sent the money back.",
    {
      status: "expired",
      refundedMinor,
    },
  );
}

/** A hold can be extended ten times at most. */
export function holdLimit(): DomainError {
  return new DomainError(
    "orders.hold_limit",
    "conflict",
    "This hold was extended as often as it can be. Pay before it ends, or hold again.",
  );
}
