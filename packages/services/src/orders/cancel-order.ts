import { actorRef } from "@scarlet/domain/kernel";
import {
  advance,
  type CancelOrderInput,
  type Order,
  type OrderView,
  requireEdge,
} from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";
import { unreserveStock } from "../inventory/index.ts";
import { intentOf, remembered } from "../kernel/index.ts";
import { orderFor, reviveOrder, viewFor } from "./order-access.ts";
import { orderCause } from "./order-lane.ts";
import { finishRefund, refunded } from "./refund.ts";

/**
 * Cancels an order: what it holds is released; what it had bought goes back on the shelf and its money to the buyer.
 * Raises `orders.state_conflict`, `orders.not_found`, `accounts.forbidden`, `payments.unavailable` (cancelled, and the
 * refund will follow), `idempotency.key_required`, `idempotency.key_reused`, `service.unavailable`.
 */
export async function cancelOrder(
  ctx: Pick<ServiceContext, "actor" | "orders" | "stock" | "payments" | "idempotency" | "signal">,
  input: CancelOrderInput,
  key: string | undefined,
): Promise<OrderView> {
  const hold = await orderFor(ctx, input.id, "orders.cancel_any");
  const intent = intentOf(ctx, "orders.cancel", key, input);
  const known = await remembered(ctx, intent, reviveOrder);
  const answer =
    known ??
    (await unreserveStock(
      ctx,
      {
        intent,
        hold,
        cause: orderCause(hold.id, actorRef(ctx.actor), "cancelled"),
        signal: ctx.signal,
        revive: reviveOrder,
        change: (order, now) => cancelled(ctx, order, input.note ?? null, now),
      },
      (order) => order.status === "pending",
    ));
  // Also when the answer was remembered: the first try may have ended before the money went back.
  const order = await ctx.orders.findById(input.id);
  if (order !== null) await finishRefund(ctx, order);
  return answer;
}

/** The order cancelled, its refund written down as due; the answer shows it as it is once the refund is done. */
function cancelled(
  ctx: Pick<ServiceContext, "actor">,
  order: Order,
  note: string | null,
  now: Date,
): { readonly order: Order; readonly answer: OrderView } {
  const edge = requireEdge(order, "cancel", now);
  const actor = actorRef(ctx.actor);
  const after = advance(order, edge, { event: "cancelled", at: now, actor, note });
  if (order.payment === null || edge.stock !== "return") {
    return { order: after, answer: viewFor(ctx.actor, after, now) };
  }
  const amountMinor = order.payment.amountMinor - order.payment.refundedMinor;
  const settlement = { kind: "refund", key: `${order.id}-cancel`, amountMinor, at: now } as const;
  const answer = viewFor(ctx.actor, refunded(after, settlement, actor), now);
  return { order: { ...after, settlement }, answer };
}
