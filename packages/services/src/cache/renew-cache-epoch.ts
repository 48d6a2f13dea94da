import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** Switches the stock cache off for all; it comes back by itself, in a new epoch. False: it was not on. */
export async function renewCacheEpoch(ctx: Pick<ServiceContext, "actor" | "cacheAdmin">): Promise<boolean> {
  authorize(ctx.actor, "cache.switch");
  return ctx.cacheAdmin.renewEpoch();
}
