import type { ListOrdersInput, OrderView } from "@scarlet/domain/orders";
import { ownerKeyOf } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { viewFor } from "./order-access.ts";

/** The caller's own orders, newest first. Raises `accounts.unauthenticated`. */
export async function listMyOrders(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
  input: ListOrdersInput,
): Promise<{ items: OrderView[]; nextCursor: string | null }> {
  const ownerKey = ownerKeyOf(ctx.actor);
  const { items, nextCursor } = await ctx.orders.list({ ...input, ownerKey });
  const now = await ctx.clock.now();
  return { items: items.map((order) => viewFor(ctx.actor, order, now)), nextCursor };
}
