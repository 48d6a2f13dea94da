import { actorRef } from "@scarlet/domain/kernel";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** Switches the stock cache off for all until somebody switches it on. Done twice, it is done once. For admins. */
export async function switchCacheOff(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin">,
  input: { readonly why?: string | undefined },
): Promise<void> {
  authorize(ctx.actor, "cache.switch");
  await ctx.cacheAdmin.switchOff({ by: actorRef(ctx.actor).name, why: input.why || null });
}
