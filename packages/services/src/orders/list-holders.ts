import type { HolderView } from "@scarlet/domain/orders";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** So many owners, and as many addresses, are told. */
const MOST_HOLDERS = 50;

/** Who has most pieces on hold now, by owner and by address. For staff who may end a hold. Raises `accounts.forbidden`, `accounts.unauthenticated`. */
export async function listHolders(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock">,
): Promise<HolderView[]> {
  authorize(ctx.actor, "orders.cancel_any");
  return ctx.orders.holders(await ctx.clock.now(), MOST_HOLDERS);
}
