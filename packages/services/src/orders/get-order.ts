import type { OrderView } from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";
import { orderFor, viewFor } from "./order-access.ts";

/** One order: the owner's, or any for staff. Raises `orders.not_found`, `accounts.unauthenticated`. */
export async function getOrder(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
  input: { readonly id: string },
): Promise<OrderView> {
  const order = await orderFor(ctx, input.id, "orders.read_all");
  return viewFor(ctx.actor, order, await ctx.clock.now());
}
