import type { ListOrdersInput, OrderView } from "@scarlet/domain/orders";
import { authorize, may } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { viewFor } from "./order-access.ts";

/** Everybody's orders, newest first. For staff. */
export async function listOrders(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
  input: ListOrdersInput,
): Promise<{ items: OrderView[]; nextCursor: string | null }> {
  authorize(ctx.actor, "orders.read_all");
  // A role that may not see buyers must not find orders by them either, even by a mail address made of digits.
  const byNumberOnly = !may(ctx.actor, "orders.read_contact");
  const { items, nextCursor } = await ctx.orders.list({ ...input, byNumberOnly });
  const now = await ctx.clock.now();
  return { items: items.map((order) => viewFor(ctx.actor, order, now)), nextCursor };
}
