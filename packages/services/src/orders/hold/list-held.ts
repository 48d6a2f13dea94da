import { MAX_LISTED_HOLDS } from "@scarlet/domain/inventory";
import { actorKey } from "@scarlet/domain/kernel";
import { effectiveStatus, type Order, type OrderView } from "@scarlet/domain/orders";
import type { ServiceContext } from "../../context/index.ts";
import { viewFor } from "../order-access.ts";

/** What is on hold for an owner at `now`, newest first. */
export async function openHoldsOf(
  ctx: Pick<ServiceContext, "orders">,
  ownerKey: string,
  now: Date,
): Promise<Order[]> {
  const { items } = await ctx.orders.list({ ownerKey, status: "pending", limit: MAX_LISTED_HOLDS });
  return items.filter((order) => effectiveStatus(order, now) === "pending");
}

/** What is on hold for the visitor now, newest first. A caller without an identity has none. */
export async function listHeld(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
): Promise<OrderView[]> {
  if (ctx.actor.kind !== "user" && ctx.actor.kind !== "guest") return [];
  const now = await ctx.clock.now();
  const held = await openHoldsOf(ctx, actorKey(ctx.actor), now);
  return held.map((order) => viewFor(ctx.actor, order, now));
}
