import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** Lets the stock cache come back, through a drain. False: it was not switched off. For admins. */
export async function switchCacheOn(ctx: Pick<ServiceContext, "actor" | "cacheAdmin">): Promise<boolean> {
  authorize(ctx.actor, "cache.switch");
  return ctx.cacheAdmin.switchOn();
}
