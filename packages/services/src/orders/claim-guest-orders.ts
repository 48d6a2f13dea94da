import { unauthenticated } from "@scarlet/domain/accounts";
import { actorKey } from "@scarlet/domain/kernel";
import type { ServiceContext } from "../context/index.ts";

/** Gives a guest's orders to the person who has just signed in. Raises `accounts.unauthenticated`. */
export async function claimGuestOrders(
  ctx: Pick<ServiceContext, "actor" | "orders">,
  input: { readonly guestId: string },
): Promise<void> {
  if (ctx.actor.kind !== "user") throw unauthenticated();
  await ctx.orders.reassign(`guest:${input.guestId}`, actorKey(ctx.actor));
}
