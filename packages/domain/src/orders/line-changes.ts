import { deliveryMinor } from "../cart/index.ts";
import { type StockLine, sumLines } from "../inventory/index.ts";
import { notSoMany } from "./errors.ts";
import type { Edge } from "./machine.ts";
import { advance } from "./rules.ts";
import type { Order, OrderLine, TimelineEntry } from "./schema.ts";

/** What the lines that leave an order are worth, as they were bought. */
export function worthMinor(order: Pick<Order, "lines">, lines: readonly StockLine[]): number {
  return sumLines(lines).reduce(
    (sum, { sku, quantity }) => sum + lineOf(order, sku, quantity).unitPriceMinor * quantity,
    0,
  );
}

/**
 * What goes back for pieces that were sent and came back: their worth, and with the last of them what standard delivery
 * cost. Whoever chose express bears what it cost more, and a part that is kept keeps its delivery (Directive 2011/83/EU,
 * articles 13 and 14). Never more than is left of the payment. Raises `orders.not_so_many`.
 */
export function returnWorthMinor(
  order: Pick<Order, "lines" | "payment" | "deliveryMinor">,
  lines: readonly StockLine[],
): number {
  const { payment, deliveryMinor: paidDelivery } = order;
  if (payment === null) return 0;
  const staying = order.lines.reduce((sum, line) => sum + line.quantity - line.returned, 0);
  const back = sumLines(lines).reduce((sum, { quantity }) => sum + quantity, 0);
  // What standard delivery cost, or would have, when these goods were paid.
  const standard = deliveryMinor("standard", payment.amountMinor - paidDelivery);
  const delivery = back === staying ? Math.min(paidDelivery, standard) : 0;
  return Math.min(worthMinor(order, lines) + delivery, payment.amountMinor - payment.refundedMinor);
}

/** Whether these lines are all that an order still has. Raises `orders.not_so_many`. */
export function isAllOf(order: Pick<Order, "lines">, lines: readonly StockLine[]): boolean {
  const left = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return piecesOf(order, lines).reduce((sum, { quantity }) => sum + quantity, 0) === left;
}

/**
 * The order without these pieces. What is not paid yet is summed anew, with its delivery; what is paid keeps the
 * delivery that was paid. Raises `orders.not_so_many`.
 */
export function cancelLines(
  order: Order,
  lines: readonly StockLine[],
  edge: Edge,
  entry: TimelineEntry,
): Order {
  const going = new Map(piecesOf(order, lines).map(({ sku, quantity }) => [sku, quantity]));
  const left = order.lines.map((line) => {
    const quantity = going.get(line.sku) ?? 0;
    return { ...line, quantity: line.quantity - quantity, cancelled: line.cancelled + quantity };
  });
  const goodsMinor = left.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  const delivery = order.payment === null ? deliveryMinor(order.delivery, goodsMinor) : order.deliveryMinor;
  return {
    ...advance(order, edge, entry),
    lines: left,
    goodsMinor,
    deliveryMinor: delivery,
    totalMinor: goodsMinor + delivery,
  };
}

/** The order with pieces that were sent and came back. Its totals stay what was sold. Raises `orders.not_so_many`. */
export function returnLines(
  order: Order,
  lines: readonly StockLine[],
  edge: Edge,
  entry: TimelineEntry,
): Order {
  const back = new Map(sumLines(lines).map(({ sku, quantity }) => [sku, quantity]));
  for (const [sku, quantity] of back) {
    const line = lineOf(order, sku, quantity);
    if (line.quantity - line.returned < quantity) throw notSoMany(sku, line.quantity - line.returned);
  }
  const after = order.lines.map((line) => ({ ...line, returned: line.returned + (back.get(line.sku) ?? 0) }));
  return { ...advance(order, edge, entry), lines: after };
}

/** Pieces in words for the timeline, with what was said about them: "2 × MUG-1. The handle broke." */
export function linesNote(lines: readonly StockLine[], note: string | null): string {
  const words = sumLines(lines).map(({ sku, quantity }) => `${quantity} × ${sku}`);
  return note === null ? words.join(", ") : `${words.join(", ")}. ${note}`;
}

/** These lines, summed, each of which the order has. */
function piecesOf(order: Pick<Order, "lines">, lines: readonly StockLine[]): StockLine[] {
  const pieces = sumLines(lines);
  for (const { sku, quantity } of pieces) lineOf(order, sku, quantity);
  return pieces;
}

function lineOf(order: Pick<Order, "lines">, sku: string, quantity: number): OrderLine {
  const line = order.lines.find((each) => each.sku === sku);
  if (line === undefined || line.quantity < quantity) throw notSoMany(sku, line?.quantity ?? 0);
  return line;
}
