import { DomainError } from "../kernel/index.ts";
import type { OrderEvent, OrderStatus } from "./machine.ts";

/** No such order, or another owner's: the answer is the same, so that ids cannot be guessed. */
export function orderNotFound(): DomainError {
  return new DomainError("orders.not_found", "not_found", "There is no such order, or it is not yours.");
}

const STATUS_TEXTS: Readonly<Record<OrderStatus, string>> = {
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
    `This order is ${STATUS_TEXTS[status]}, so it cannot do that.`,
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

/** The money arrived when the order could not take it any more: it was sent back. */
export function paidTooLate(status: OrderStatus, refundedMinor: number): DomainError {
  return new DomainError(
    "orders.paid_too_late",
    "conflict",
    status === "expired"
      ? "Your payment came after the hold had ended. We have sent the money back."
      : `Your payment came when this order was already ${STATUS_TEXTS[status]}. We have sent the money back.`,
    { status, refundedMinor },
  );
}

/**
 * The money is there and the stock step has not answered yet: the same request, the gateway's own message or the
 * housekeeper books the order, or sends the money back when it cannot be booked.
 */
export function paidBeingBooked(amountMinor: number): DomainError {
  return new DomainError(
    "orders.paid_being_booked",
    "outcome_unknown",
    "Your payment has arrived and we are booking the order. Do not pay again; send the same request with the same key to learn when it is done.",
    { paidMinor: amountMinor, retryAfterSeconds: 1 },
  );
}

/** The money is there, the order cannot take it, and the gateway has not said yet that it went back. */
export function paymentGoingBack(amountMinor: number): DomainError {
  return new DomainError(
    "orders.payment_going_back",
    "outcome_unknown",
    "Your payment came when this order could not take it any more. We are sending the money back; send the same request with the same key to learn when it has gone.",
    { paidMinor: amountMinor, retryAfterSeconds: 2 },
  );
}

/** The order changed while its money came, so the money went back. It is held as before and can be paid anew. */
export function paymentSentBack(refundedMinor: number): DomainError {
  return new DomainError(
    "orders.payment_sent_back",
    "conflict",
    "This order changed while you paid. We have sent the money back and your things are still held: look at the total and pay again.",
    { refundedMinor },
  );
}

/** A payment of this order has begun and its outcome is not known, so its amount cannot change. */
export function paymentUnderWay(): DomainError {
  return new DomainError(
    "orders.payment_under_way",
    "conflict",
    "A payment of this order is under way, so it cannot be changed. Pay again to learn the outcome: nothing is charged twice.",
  );
}

/** Other requests kept changing this order. Nothing was done. */
export function orderBusy(): DomainError {
  return new DomainError(
    "orders.busy",
    "conflict",
    "This order is being changed by another request. Nothing was done; try again.",
  );
}

/** A hold can be extended so many times at most; a guest less often than somebody who signed in. */
export function holdLimit(maySignIn: boolean): DomainError {
  return new DomainError(
    "orders.hold_limit",
    "conflict",
    maySignIn
      ? "A guest's hold can be extended twice. Sign in to extend it further: it comes with you, and so does what you typed."
      : "This hold was extended as often as it can be. Pay before it ends, or hold again.",
    { maySignIn },
  );
}

/** A bound on what may be held at once: of `HoldBounds`. */
export type HoldBound = "openHolds" | "piecesPerSku" | "skus" | "pieces";
/** Whose holds were counted. */
export type HoldBoundBy = "owner" | "address";

const BOUND_TEXTS: Readonly<Record<HoldBound, (limit: number) => string>> = {
  openHolds: (limit) => `${limit} orders that are held and not paid`,
  piecesPerSku: (limit) => `${limit} pieces of one thing`,
  skus: (limit) => `${limit} different things`,
  pieces: (limit) => `${limit} pieces`,
};

/** More would be held than one owner, or one address, may hold at once. Nothing was held. */
export function holdBound(facts: {
  readonly bound: HoldBound;
  readonly by: HoldBoundBy;
  readonly limit: number;
  readonly sku?: string | undefined;
}): DomainError {
  const { bound, by, limit, sku } = facts;
  const who = by === "owner" ? "You can have" : "From one address there can be";
  const way =
    by === "owner"
      ? "Pay or cancel what is held for you, or take fewer."
      : "Pay or cancel what is held, take fewer, or come back when those holds have ended.";
  return new DomainError(
    "orders.hold_bound",
    "conflict",
    `${who} ${BOUND_TEXTS[bound](limit)} on hold at once, so that enough is left for others. Nothing was held. ${way}`,
    { bound, by, limit, ...(sku === undefined ? {} : { sku }) },
  );
}

/** A guest's last hold is unpaid and began a moment ago. Nothing was held. */
export function holdTooSoon(retryAfterSeconds: number): DomainError {
  const seconds = `${retryAfterSeconds} ${retryAfterSeconds === 1 ? "second" : "seconds"}`;
  return new DomainError(
    "orders.hold_too_soon",
    "rate_limited",
    `Your last hold began a moment ago and is not paid. Pay or cancel it, or hold these in ${seconds}. Nothing more was held.`,
    { retryAfterSeconds },
  );
}

/** The order does not have so many pieces of this SKU (any more). */
export function notSoMany(sku: string, left: number): DomainError {
  return new DomainError(
    "orders.not_so_many",
    "conflict",
    `This order has ${left} of "${sku}" left for that. Nothing was changed.`,
    { sku, left },
  );
}

/** Money of this order is on its way back, so what it comes to cannot change now. */
export function refundUnderWay(): DomainError {
  return new DomainError(
    "orders.refund_under_way",
    "conflict",
    "Money of this order is on its way back. Try again in a moment.",
  );
}

/** No such issue. */
export function issueNotFound(): DomainError {
  return new DomainError("orders.issue_not_found", "not_found", "There is no such issue.");
}

/** The shop cannot retry this kind of issue: people settle it at the payment service. */
export function issueNotRetriable(): DomainError {
  return new DomainError(
    "orders.issue_not_retriable",
    "conflict",
    "The shop cannot do this by itself. Settle it at the payment service, then mark it as done. Nothing was done.",
  );
}
