import { actorRef, type Intent } from "@scarlet/domain/kernel";
import {
  advance,
  type CancelOrderInput,
  type Order,
  type OrderView,
  requireEdge,
} from "@scarlet/domain/orders";
import type { ServiceContext } from "../../context/index.ts";
import { unreserveStock } from "../../inventory/index.ts";
import { answerOnce } from "../../kernel/index.ts";
import { orderFor, reviveOrder, viewFor } from "../order-access.ts";
import { orderCause } from "../order-lane.ts";
import { answerAfterRefund, dueRefund, refundGuard } from "../payment/refund.ts";

/**
 * Cancels an order: what it holds is released; what it had bought goes back on the shelf and its money to the buyer.
 * Raises `orders.state_conflict`, `orders.not_found`, `accounts.forbidden`, `idempotency.key_required`, `idempotency.key_reused`, `service.unavailable`.
 */
export async function cancelOrder(
  ctx: Pick<
    ServiceContext,
    "actor" | "clock" | "log" | "orders" | "stock" | "payments" | "idempotency" | "signal"
  >,
  input: CancelOrderInput,
  key: string | undefined,
): Promise<OrderView> {
  const hold = await orderFor(ctx, input.id, "orders.cancel_any");
  const request = { route: "orders.cancel", key, input, revive: reviveOrder };
  const answer = await answerOnce(ctx, request, (intent) =>
    cancelNow(ctx, { hold, intent, note: input.note ?? null }),
  );
  // Also for a repeated request: the first may have ended before the money went back.
  return answerAfterRefund(ctx, input.id, answer);
}

async function cancelNow(
  ctx: Pick<ServiceContext, "actor" | "orders" | "stock" | "payments" | "signal">,
  { hold, intent, note }: { readonly hold: Order; readonly intent: Intent; readonly note: string | null },
): Promise<OrderView> {
  const settled = await refundGuard(ctx, hold);
  return unreserveStock(
    ctx,
    {
      intent,
      hold,
      cause: orderCause(hold.id, actorRef(ctx.actor), "cancelled"),
      signal: ctx.signal,
      revive: reviveOrder,
      change(order, now) {
        settled.check(order);
        return cancelledOrder(ctx, order, note, now);
      },
    },
    (order) => order.status === "pending",
  );
}

/** The order cancelled, its refund written down as due; the answer shows it as it is once the refund is done. Pure. */
export function cancelledOrder(
  ctx: Pick<ServiceContext, "actor">,
  order: Order,
  note: string | null,
  now: Date,
): { readonly order: Order; readonly answer: OrderView } {
  const edge = requireEdge(order, "cancel", now);
  const entry = { event: "cancelled", at: now, actor: actorRef(ctx.actor), note } as const;
  const after = advance(order, edge, entry);
  if (order.payment === null || edge.stock !== "return") {
    return { order: after, answer: viewFor(ctx.actor, after, now) };
  }
  return dueRefund(ctx, after, order.payment.amountMinor - order.payment.refundedMinor, now);
}
