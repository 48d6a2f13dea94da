import { actorRef, type Intent } from "@scarlet/domain/kernel";
import { extendHold as extended, type OrderView, requireEdge } from "@scarlet/domain/orders";
import type { ServiceContext } from "../../context/index.ts";
import { holdCommand } from "../../inventory/index.ts";
import { answerOnce } from "../../kernel/index.ts";
import { orderFor, reviveOrder, viewFor } from "../order-access.ts";
import { orderCause } from "../order-lane.ts";

/**
 * Extends a hold by its own length from its present end. Raises `orders.hold_expired`, `orders.hold_limit`,
 * `orders.state_conflict`, `orders.not_found`, `idempotency.key_required`, `idempotency.key_reused`,
 * `service.unavailable`.
 */
export async function extendHold(
  ctx: Pick<ServiceContext, "actor" | "orders" | "stock" | "idempotency" | "signal">,
  input: { readonly id: string },
  key: string | undefined,
): Promise<OrderView> {
  const hold = await orderFor(ctx, input.id, "orders.extend_any");
  const actor = actorRef(ctx.actor);
  const command = (intent: Intent) =>
    holdCommand(
      {
        intent,
        hold,
        cause: orderCause(hold.id, actor),
        signal: ctx.signal,
        revive: reviveOrder,
        change(order, now) {
          const edge = requireEdge(order, "extend", now);
          const longer = extended(order, edge, { event: "extended", at: now, actor, note: null });
          return { order: longer, answer: viewFor(ctx.actor, longer, now) };
        },
      },
      // No stock moves, yet it goes through the lane: the time from which the stock counts as free changes.
      () => {},
    );
  return answerOnce(ctx, { route: "orders.extend", key, input, revive: reviveOrder }, (intent) =>
    ctx.stock.submit(command(intent)),
  );
}
