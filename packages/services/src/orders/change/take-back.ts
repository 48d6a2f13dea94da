import { putBack } from "@scarlet/domain/inventory";
import { actorRef, type Intent } from "@scarlet/domain/kernel";
import {
  linesNote,
  type Order,
  type OrderView,
  type ReturnLinesInput,
  requireEdge,
  returnLines,
  returnWorthMinor,
} from "@scarlet/domain/orders";
import { authorize } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";
import { holdCommand } from "../../inventory/index.ts";
import { answerOnce } from "../../kernel/index.ts";
import { orderFor, reviveOrder } from "../order-access.ts";
import { orderCause } from "../order-lane.ts";
import { answerAfterRefund, dueRefund, settlementGuard } from "../payment/refund.ts";

/**
 * Takes back pieces that were sent: their money goes back to the buyer (with the last of them standard delivery, too), and with `restock` they go on the shelf again.
 * For those who may cancel others' orders. Raises `orders.not_so_many`, `orders.state_conflict`,
 * `orders.refund_under_way`, `orders.not_found`, `accounts.forbidden`, `idempotency.key_required`, `idempotency.key_reused`, `service.unavailable`.
 */
export async function takeBack(
  ctx: Pick<
    ServiceContext,
    "actor" | "clock" | "ids" | "log" | "orders" | "stock" | "payments" | "idempotency" | "signal"
  >,
  input: ReturnLinesInput,
  key: string | undefined,
): Promise<OrderView> {
  authorize(ctx.actor, "orders.cancel_any");
  const hold = await orderFor(ctx, input.id, "orders.cancel_any");
  const request = { route: "orders.return", key, input, revive: reviveOrder };
  const answer = await answerOnce(ctx, request, takeBackNow);
  // Also for a repeated request: the first may have ended before the money went back.
  return answerAfterRefund(ctx, input.id, answer);

  async function takeBackNow(intent: Intent): Promise<OrderView> {
    const settled = await settlementGuard(ctx, hold);
    const actor = actorRef(ctx.actor);
    const cause = orderCause(hold.id, actor, "returned", ctx.ids.newId());
    const change = (order: Order, now: Date) => {
      settled.check(order);
      const edge = requireEdge(order, input.restock ? "return_to_shelf" : "return_unsellable", now);
      const note = linesNote(input.lines, input.note ?? null);
      const after = returnLines(order, input.lines, edge, { event: "returned", at: now, actor, note });
      return dueRefund(ctx, { ...after, settlement: null }, returnWorthMinor(order, input.lines), now);
    };
    const command = { intent, hold, cause, signal: ctx.signal, revive: reviveOrder, change };
    return ctx.stock.submit(
      holdCommand(command, ({ draft }) => {
        if (input.restock) putBack(draft, input.lines, cause);
      }),
    );
  }
}
