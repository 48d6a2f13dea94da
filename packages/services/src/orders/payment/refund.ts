import { type ActorRef, actorRef, isDomainError } from "@scarlet/domain/kernel";
import {
  type Order,
  type OrderView,
  paymentUnderWay,
  refundUnderWay,
  type Settlement,
} from "@scarlet/domain/orders";
import { type Captured, gatewaySilent } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { changeOrder } from "../change-order.ts";
import { viewFor } from "../order-access.ts";

type RefundContext = Pick<ServiceContext, "actor" | "orders" | "payments">;

/** The order once the money that `settlement` speaks of has gone back. */
export function refunded(order: Order, settlement: Settlement, actor: ActorRef): Order {
  if (order.payment === null) return { ...order, settlement: null };
  const refundedMinor = order.payment.refundedMinor + settlement.amountMinor;
  return {
    ...order,
    settlement: null,
    payment: { ...order.payment, refundedMinor },
    timeline: [...order.timeline, { event: "refunded", at: settlement.at, actor, note: null }],
    version: order.version + 1,
  };
}

/**
 * Sends back what a cancelled order had paid, if that is still to be done, and writes it down. May be repeated: the
 * gateway knows the refund by its key. Raises `payments.unavailable`; the refund stays written down as due.
 */
export async function finishRefund(ctx: RefundContext, order: Order): Promise<Order> {
  const { settlement, payment } = order;
  if (settlement?.kind !== "refund" || payment === null) return order;
  await ctx.payments.refund({
    key: settlement.key,
    reference: payment.reference,
    amountMinor: settlement.amountMinor,
  });
  const actor = actorRef(ctx.actor);
  return changeOrder(ctx, order.id, (now) =>
    now.settlement?.key === settlement.key ? refunded(now, settlement, actor) : null,
  );
}

/**
 * Sends back a capture that an order cannot take any more (its hold was lost), and writes it down. May be repeated.
 * An order that was paid by this very capture keeps it. Tells whether money went back.
 */
export async function refundCapture(
  ctx: RefundContext,
  orderId: string,
  charge: Settlement,
  captured: Captured,
): Promise<boolean> {
  const order = await ctx.orders.findById(orderId);
  if (order?.status !== "pending" && order?.payment?.reference === captured.reference) {
    return order.payment.refundedMinor > 0;
  }
  const { amountMinor } = charge;
  await ctx.payments.refund({ key: `${charge.key}-back`, reference: captured.reference, amountMinor });
  const actor = actorRef(ctx.actor);
  await changeOrder(ctx, orderId, (now) => {
    // A capture that the order no longer expected is recorded too, once.
    const awaited = now.settlement === null ? now.payment === null : now.settlement.key === charge.key;
    if (!awaited) return null;
    const { reference, cardLast4 } = captured;
    const payment = { reference, gateway: ctx.payments.name, cardLast4, amountMinor, refundedMinor: 0 };
    return now.payment === null ? refunded({ ...now, payment }, charge, actor) : { ...now, settlement: null };
  });
  return true;
}

/**
 * After an order was changed for good: sends its money back, if some is due, and gives the answer. When the gateway does
 * not take it now, the change stands and the refund stays due: the answer shows the order with its money under way, and
 * the housekeeper goes on.
 */
export async function answerAfterRefund(
  ctx: RefundContext & Pick<ServiceContext, "log" | "clock">,
  id: string,
  answer: OrderView,
): Promise<OrderView> {
  const order = await ctx.orders.findById(id);
  if (order?.settlement?.kind !== "refund") return answer;
  try {
    await finishRefund(ctx, order);
    return answer;
  } catch (error) {
    ctx.log.warn({ orderId: id, err: error }, "an order is changed and its refund is still due");
    return viewFor(ctx.actor, order, await ctx.clock.now());
  }
}

/**
 * Before an order is cancelled: a refund that is under way is finished first, so that nothing goes back twice.
 * Raises `orders.refund_under_way`.
 */
export async function refundGuard(ctx: RefundContext, found: Order): Promise<{ check(order: Order): void }> {
  await finishFirst(ctx, found);
  return {
    check(order) {
      if (order.settlement?.kind === "refund") throw refundUnderWay();
    },
  };
}

/**
 * Before an order's amount changes: a refund that is under way is finished first, and a charge that was begun must not
 * have captured anything. `check` raises when another settlement began meanwhile; it is pure, for the lane.
 * Raises `orders.payment_under_way`, `orders.refund_under_way`, `payments.no_answer`.
 */
export async function settlementGuard(
  ctx: RefundContext,
  found: Order,
): Promise<{ check(order: Order): void }> {
  const { settlement } = await finishFirst(ctx, found);
  if (settlement !== null) await requireNotCharged(ctx, settlement.key);
  return {
    check(order) {
      if (order.settlement === null || order.settlement.key === settlement?.key) return;
      throw order.settlement.kind === "refund" ? refundUnderWay() : paymentUnderWay();
    },
  };
}

/** Finishes an open refund before a request does its own work; when the gateway does not answer, nothing of the request was done. */
async function finishFirst(ctx: RefundContext, found: Order): Promise<Order> {
  try {
    return await finishRefund(ctx, found);
  } catch (error) {
    throw isDomainError(error) ? refundUnderWay() : error;
  }
}

/**
 * Before the amount of an order changes: nothing may be captured under this key, now or later.
 * Raises `orders.payment_under_way`, `payments.no_answer`.
 */
export async function requireNotCharged(ctx: Pick<ServiceContext, "payments">, key: string): Promise<void> {
  try {
    if ((await ctx.payments.abandon(key)) !== null) throw paymentUnderWay();
  } catch (error) {
    throw isUnanswered(error) ? gatewaySilent() : error;
  }
}

function isUnanswered(error: unknown): boolean {
  return isDomainError(error) && error.kind === "outcome_unknown";
}

/** The order with a refund written down as due; the answer shows it as it is once that is done. Pure. */
export function dueRefund(
  ctx: Pick<ServiceContext, "actor">,
  order: Order,
  amountMinor: number,
  now: Date,
): { readonly order: Order; readonly answer: OrderView } {
  if (order.payment === null || amountMinor === 0) return { order, answer: viewFor(ctx.actor, order, now) };
  const key = `${order.id}-r${order.version}`;
  const settlement = { kind: "refund", key, amountMinor, at: now, state: "begun" } as const;
  const answer = viewFor(ctx.actor, refunded(order, settlement, actorRef(ctx.actor)), now);
  return { order: { ...order, settlement }, answer };
}
