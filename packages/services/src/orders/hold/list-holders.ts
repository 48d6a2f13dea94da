import type { HolderView } from "@scarlet/domain/orders";
import { authorize } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";

/** How many owners, and how many addresses, are listed. */
const MAX_HOLDERS_PER_KIND = 50;

/** Who has most pieces on hold now, by owner and by address. For staff who may end a hold. Raises `accounts.forbidden`, `accounts.unauthenticated`. */
export async function listHolders(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
): Promise<HolderView[]> {
  authorize(ctx.actor, "orders.cancel_any");
  return ctx.orders.holders(await ctx.clock.now(), MAX_HOLDERS_PER_KIND);
}
