import { actorRef, type Intent } from "@scarlet/domain/kernel";
import {
  type CancelLinesInput,
  cancelLines as cancelled,
  isAllOf,
  linesNote,
  type Order,
  type OrderView,
  requireEdge,
  worthMinor,
} from "@scarlet/domain/orders";
import type { ServiceContext } from "../../context/index.ts";
import { unreserveStock } from "../../inventory/index.ts";
import { answerOnce } from "../../kernel/index.ts";
import { orderFor, reviveOrder, viewFor } from "../order-access.ts";
import { orderCause } from "../order-lane.ts";
import { answerAfterRefund, dueRefund, settlementGuard } from "../payment/refund.ts";
import { cancelledOrder } from "./cancel-order.ts";

/**
 * Cancels some pieces of a held or paid order: what was held becomes free, what was paid goes back on the shelf and its
 * money to the buyer. All that is left is the whole order. Raises `orders.not_so_many`, `orders.state_conflict`,
 * `orders.payment_under_way`, `orders.refund_under_way`, `orders.not_found`, `accounts.forbidden`,
 * `idempotency.key_required`, `idempotency.key_reused`, `service.unavailable`. A refund that cannot be made now follows.
 */
export async function cancelLines(
  ctx: Pick<
    ServiceContext,
    "actor" | "clock" | "ids" | "log" | "orders" | "stock" | "payments" | "idempotency" | "signal"
  >,
  input: CancelLinesInput,
  key: string | undefined,
): Promise<OrderView> {
  const hold = await orderFor(ctx, input.id, "orders.cancel_any");
  const request = { route: "orders.cancel_lines", key, input, revive: reviveOrder };
  const answer = await answerOnce(ctx, request, cancelNow);
  // Also for a repeated request: the first may have ended before the money went back.
  return answerAfterRefund(ctx, input.id, answer);

  async function cancelNow(intent: Intent): Promise<OrderView> {
    const settled = await settlementGuard(ctx, hold);
    const change = (order: Order, now: Date) => {
      settled.check(order);
      const note = input.note ?? null;
      if (isAllOf(order, input.lines)) return cancelledOrder(ctx, order, note, now);
      const edge = requireEdge(order, "cancel_lines", now);
      const entry = {
        event: "lines_cancelled",
        at: now,
        actor: actorRef(ctx.actor),
        note: linesNote(input.lines, note),
      } as const;
      const after = { ...cancelled(order, input.lines, edge, entry), settlement: null };
      if (order.payment === null) return { order: after, answer: viewFor(ctx.actor, after, now) };
      return dueRefund(ctx, after, worthMinor(order, input.lines), now);
    };
    return unreserveStock(
      ctx,
      {
        intent,
        hold,
        // An order may lose pieces of one SKU more than once, so its id alone does not name the cause.
        cause: orderCause(hold.id, actorRef(ctx.actor), "cancelled", ctx.ids.newId()),
        signal: ctx.signal,
        revive: reviveOrder,
        change,
      },
      (order) => order.status === "pending",
      input.lines,
    );
  }
}
