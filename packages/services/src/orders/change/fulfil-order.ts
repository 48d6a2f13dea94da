import { actorRef } from "@scarlet/domain/kernel";
import { advance, type OrderView, requireEdge } from "@scarlet/domain/orders";
import { authorize } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";
import { changeOrder } from "../change-order.ts";
import { viewFor } from "../order-access.ts";

/** A paid order leaves the storeroom. For staff. Raises `orders.not_found`, `orders.state_conflict`. */
export async function fulfilOrder(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
  input: { readonly id: string },
): Promise<OrderView> {
  authorize(ctx.actor, "orders.fulfil");
  const now = await ctx.clock.now();
  const entry = { event: "fulfilled", at: now, actor: actorRef(ctx.actor), note: null } as const;
  const sent = await changeOrder(ctx, input.id, (order) =>
    advance(order, requireEdge(order, "fulfil", now), entry),
  );
  return viewFor(ctx.actor, sent, now);
}
