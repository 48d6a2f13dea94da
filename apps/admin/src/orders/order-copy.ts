import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderLine, OrderStatus, OrderView, TimelineEntry } from "@scarlet/domain/orders";
import { formatCount } from "../format/numbers.ts";

type Bought = { readonly lines: readonly Pick<OrderLine, "quantity" | "cancelled">[] };

/** The number of pieces of an order without those that were cancelled. */
export function pieceCount(order: Bought): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** The number of pieces of an order as it was placed, including those cancelled since. */
export function orderedPieceCount(order: Bought): number {
  return order.lines.reduce((sum, line) => sum + line.quantity + line.cancelled, 0);
}

/** The name of the customer: from the address, else the email address, else "Guest". */
export function customerName(order: Pick<OrderView, "address" | "email">): string {
  if (order.address) return `${order.address.firstName} ${order.address.lastName}`;
  return order.email ?? "Guest";
}

/** What happens next with an order, or how it ended. */
export const NEXT_STEP_COPY: Readonly<Record<OrderStatus, string>> = {
  pending: "To be paid",
  paid: "To be sent",
  fulfilled: "Done",
  cancelled: "Stock given back",
  expired: "Stock given back",
};

/** The heading of a timeline entry. */
export function eventCopy(
  entry: Pick<TimelineEntry, "event">,
  order: Bought & Pick<OrderView, "payment" | "totalMinor" | "timeline">,
): string {
  switch (entry.event) {
    case "held":
      return `Held ${formatCount(orderedPieceCount(order), "piece")}`;
    case "extended":
      return "Hold extended";
    case "paid":
      return `Paid ${formatMoney(order.payment?.amountMinor ?? order.totalMinor)}`;
    case "cancelled":
      return "Cancelled";
    case "refund_failed":
      return "The refund did not arrive";
    case "disputed":
      return "The bank disputes the payment";
    case "expired":
      return "The hold ended";
    case "fulfilled":
      return "Sent";
    case "lines_cancelled":
      return "Cancelled in part";
    case "returned":
      return "Came back";
    case "refunded":
      // Entries have no amount and the payment only has the sum, so the amount is known only when there is one refund.
      return order.payment && order.timeline.filter(({ event }) => event === "refunded").length === 1
        ? `Refunded ${formatMoney(order.payment.refundedMinor)}`
        : "Refunded";
  }
}

/** What an entry did to the stock of the order's pieces; undefined when nothing. */
export function stockEffectCopy(entry: Pick<TimelineEntry, "event">, wasPaid: boolean): string | undefined {
  switch (entry.event) {
    case "held":
      return "reserved";
    case "paid":
      return "sold";
    case "expired":
      return "released";
    case "cancelled":
      return wasPaid ? "put back on the shelf" : "released";
    default:
      return undefined;
  }
}

/** The label of a button that gives back pieces and money: "Cancel 4, refund €240.00". */
export function refundButtonLabel(verb: string, count: number, backMinor: number): string {
  return backMinor > 0 ? `${verb} ${count}, refund ${formatMoney(backMinor)}` : `${verb} ${count}`;
}
