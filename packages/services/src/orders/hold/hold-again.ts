import { effectiveStatus, type OrderView } from "@scarlet/domain/orders";
import { ownerKeyOf } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";
import { answerOnce, type IdempotentRequest } from "../../kernel/index.ts";
import { getOrder } from "../get-order.ts";
import { orderFor, owns, reviveOrder, viewFor } from "../order-access.ts";
import { type HoldOrderContext, holdLeftovers } from "./hold-order.ts";

/**
 * Holds once more, under a new order, what is left of an order whose hold has ended: of each line as many pieces as
 * there are, at today's price. An ended hold is held again once, from however many windows: whoever comes later is led
 * to the new order. An order that has not ended is answered as it is, and so is any to staff: only its buyer holds.
 * Raises `orders.not_found`, `accounts.forbidden`, `inventory.insufficient_stock` when nothing is left, and what holding raises.
 */
export async function holdAgain(
  ctx: HoldOrderContext & Pick<ServiceContext, "idempotency" | "orders" | "clock">,
  input: { readonly id: string },
): Promise<OrderView> {
  ownerKeyOf(ctx.actor);
  const ended = await orderFor(ctx, input.id, "orders.extend_any");
  const now = await ctx.clock.now();
  if (effectiveStatus(ended, now) !== "expired" || !owns(ctx.actor, ended))
    return viewFor(ctx.actor, ended, now);
  const request: IdempotentRequest<OrderView> = {
    route: "orders.hold_again",
    // The ended order is the key: it is held again once, whoever asks how often.
    key: input.id,
    input,
    revive: reviveOrder,
    onRepeat: (known) => getOrder(ctx, { id: known.id }),
  };
  return answerOnce(ctx, request, (intent) => holdLeftovers(ctx, intent, ended.lines));
}
