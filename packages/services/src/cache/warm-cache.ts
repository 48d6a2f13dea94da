import { cacheNotInUse, cacheWarming, type Warmed } from "@scarlet/domain/cache";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/**
 * Warms the most read products once more, as a shopper's reads would. For admins. Raises `inventory.cache_not_in_use`
 * and `inventory.cache_warming`.
 */
export async function warmCache(ctx: Pick<ServiceContext, "actor" | "cacheAdmin">): Promise<Warmed> {
  authorize(ctx.actor, "cache.switch");
  const outcome = await ctx.cacheAdmin.warm();
  if (outcome === "off") throw cacheNotInUse();
  if (outcome === "busy") throw cacheWarming();
  return outcome;
}
