import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import type { Message } from "../copy/message.ts";
import { ordersCopy } from "../copy/orders.ts";

type Lines = { readonly lines: readonly { readonly quantity: number }[] };
type Named = Pick<OrderView, "status" | "payment" | "email">;

/** Pieces of an order, all lines together. */
export function piecesOf(order: Lines): number {
  return order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A line's pieces: those the order stands for, and what became of the others. */
export function pieceWords(line: Pick<OrderView["lines"][number], "quantity" | "cancelled" | "returned">) {
  return [
    line.quantity > 0 && ordersCopy.pieces(line.quantity),
    line.cancelled > 0 && ordersCopy.piecesCancelled(line.cancelled),
    line.returned > 0 && ordersCopy.piecesReturned(line.returned),
  ].filter((words) => words !== false);
}

/** The order's headline: the fact, then what it means. */
export function headline(order: Named): Message {
  const back = amountOf(order.payment?.refundedMinor ?? 0);
  switch (order.status) {
    case "pending":
      return ordersCopy.held;
    case "paid":
      return ordersCopy.paid(order.email);
    case "fulfilled":
      return ordersCopy.sent;
    case "cancelled":
      return ordersCopy.cancelled(back);
    case "expired":
      return ordersCopy.expired(back);
  }
}

/** What the cancel dialog says before it is done. */
export function cancelWords(order: Lines & Pick<OrderView, "payment">): string {
  const { payment } = order;
  const back = payment === null ? 0 : payment.amountMinor - payment.refundedMinor;
  return ordersCopy.cancel.lead(piecesOf(order), amountOf(back));
}

function amountOf(minor: number): string | undefined {
  return minor > 0 ? formatMoney(minor) : undefined;
}
