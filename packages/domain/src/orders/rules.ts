import type { ActorRef } from "../kernel/index.ts";
import { CURRENCY, HOME_COUNTRY, vatOf } from "../kernel/index.ts";
import { holdExpired, holdLimit, orderStateConflict } from "./errors.ts";
import { maxExtensions, ownerKind } from "./hold-limits.ts";
import { type Edge, edgeOf, type OrderEvent, type OrderStatus } from "./machine.ts";
import { mailsAfter } from "./mails.ts";
import { orderTotals, orderVat } from "./order-totals.ts";
import type { DescribeOrderInput, Order, OrderLine, OrderView, TimelineEntry } from "./schema.ts";

/** What a new order is made of. */
export type NewOrder = {
  readonly id: string;
  readonly number: string;
  readonly ownerKey: string;
  readonly email: string | null;
  /** The address that asks; null when it is not known. */
  readonly heldFrom?: string | null;
  readonly lines: readonly OrderLine[];
  readonly holdSeconds: number;
  readonly actor: ActorRef;
  readonly now: Date;
};

/** A new order: held, not paid, without an address and so without delivery. */
export function newOrder(input: NewOrder): Order {
  const goodsMinor = input.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  const order: Order = {
    id: input.id,
    number: input.number,
    status: "pending",
    ownerKey: input.ownerKey,
    email: input.email,
    address: null,
    delivery: "none",
    lines: [...input.lines],
    goodsMinor,
    deliveryMinor: 0,
    totalMinor: goodsMinor,
    currency: CURRENCY,
    vat: vatOf(HOME_COUNTRY),
    holdExpiresAt: new Date(input.now.getTime() + input.holdSeconds * 1000),
    holdSeconds: input.holdSeconds,
    holdExtensions: 0,
    payment: null,
    settlement: null,
    timeline: [{ event: "held", at: input.now, actor: input.actor, note: null }],
    mailsDue: [],
    heldFrom: input.heldFrom ?? null,
    createdAt: input.now,
    version: 1,
  };
  return { ...order, mailsDue: mailsAfter(order, "held") };
}

/** An order past its hold is expired at once, whatever is written: sweeping is housekeeping. */
export function effectiveStatus(order: Pick<Order, "status" | "holdExpiresAt">, now: Date): OrderStatus {
  return order.status === "pending" && order.holdExpiresAt <= now ? "expired" : order.status;
}

/** The edge an event takes now. Raises `orders.hold_expired` or `orders.state_conflict`. */
export function requireEdge(
  order: Pick<Order, "status" | "holdExpiresAt">,
  event: OrderEvent,
  now: Date,
): Edge {
  const status = event === "expire" ? order.status : effectiveStatus(order, now);
  const edge = edgeOf(status, event);
  if (edge) return edge;
  if (status === "expired" && (event === "pay" || event === "extend" || event === "describe"))
    throw holdExpired();
  throw orderStateConflict(status, event);
}

/**
 * The order after an event: the next status and version, one more entry in its timeline, and the mails it now owes.
 * The address that asked for the hold is forgotten with the hold.
 */
export function advance(order: Order, edge: Edge, entry: TimelineEntry): Order {
  return {
    ...order,
    status: edge.to,
    version: order.version + 1,
    timeline: [...order.timeline, entry],
    mailsDue: mailsAfter(order, entry.event),
    heldFrom: edge.to === "pending" ? order.heldFrom : null,
  };
}

/** The order with its hold extended by its own length again. Raises `orders.hold_limit`. */
export function extendHold(order: Order, edge: Edge, entry: TimelineEntry): Order {
  if (order.holdExtensions >= maxExtensions(order.ownerKey))
    throw holdLimit(ownerKind(order.ownerKey) === "guest");
  return {
    ...advance(order, edge, entry),
    holdExpiresAt: new Date(order.holdExpiresAt.getTime() + order.holdSeconds * 1000),
    holdExtensions: order.holdExtensions + 1,
  };
}

/** The order with its address and delivery; the total and the rate of VAT follow. A buyer whose mail address was not known gets the first mail now. */
export function describe(order: Order, input: DescribeOrderInput): Order {
  const { country } = input.address;
  const totals = orderTotals(order, { delivery: input.delivery, country });
  const told = { ...order, email: input.email };
  return {
    ...told,
    mailsDue: order.email === null ? mailsAfter(told, "held") : order.mailsDue,
    address: input.address,
    delivery: input.delivery,
    deliveryMinor: totals.deliveryMinor,
    totalMinor: totals.totalMinor,
    vat: vatOf(country),
    version: order.version + 1,
  };
}

/** A declined charge is not under way: its key is only kept for the next try. */
function settlingOf({ settlement }: Pick<Order, "settlement">): OrderView["settling"] {
  if (settlement === null || settlement.state === "declined") return null;
  const { kind, state, amountMinor } = settlement;
  return { kind, state, amountMinor };
}

/** An order as its reader sees it at `now`. */
export function orderView(order: Order, may: OrderView["may"], now: Date): OrderView {
  const { ownerKey, settlement: _settlement, mailsDue: _mails, ...shown } = order;
  const { heldFrom: _address, holdExtensions, ...rest } = shown;
  return {
    ...rest,
    status: effectiveStatus(order, now),
    settling: settlingOf(order),
    ...orderVat(order),
    holdExtensionsLeft: Math.max(0, maxExtensions(ownerKey) - holdExtensions),
    may,
  };
}
