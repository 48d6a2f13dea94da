import { MAX_LISTED_HOLDS, withOwnHolds } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../context/index.ts";

/** Adds the caller's own open holds to a refusal for want of stock; returns any other error as it is. */
export async function explainShortage(
  ctx: Pick<ServiceContext, "orders" | "clock">,
  ownerKey: string,
  refusal: unknown,
): Promise<unknown> {
  const { items } = await ctx.orders.list({ ownerKey, status: "pending", limit: MAX_LISTED_HOLDS });
  const now = await ctx.clock.now();
  return withOwnHolds(
    refusal,
    items.filter(({ holdExpiresAt }) => holdExpiresAt > now),
  );
}
