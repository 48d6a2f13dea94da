import type { OrderLine, OrderView } from "@scarlet/domain/orders";

type Bought = { readonly lines: readonly Pick<OrderLine, "quantity" | "cancelled">[] };

/** The number of pieces of an order without those that were cancelled. */
export function pieceCount(order: Bought): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** What the entries of a timeline tell of their order. `refundedMinor` is undefined where it is not certain. */
export type TimelineFacts = {
  /** As many as were ordered, those cancelled since included. */
  readonly orderedPieces: number;
  readonly paidMinor: number;
  readonly refundedMinor: number | undefined;
};

/** The facts of an order for its timeline. */
export function timelineFacts(
  order: Bought & Pick<OrderView, "payment" | "totalMinor" | "timeline">,
): TimelineFacts {
  const { lines, payment, totalMinor, timeline } = order;
  // Entries have no amount and the payment only has the sum, so the amount is known only when there is one refund.
  const hasOneRefund = timeline.filter(({ event }) => event === "refunded").length === 1;
  return {
    orderedPieces: lines.reduce((sum, line) => sum + line.quantity + line.cancelled, 0),
    paidMinor: payment?.amountMinor ?? totalMinor,
    refundedMinor: payment && hasOneRefund ? payment.refundedMinor : undefined,
  };
}
