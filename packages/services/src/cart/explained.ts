import { heldForYourself } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../context/index.ts";

/** More than anybody holds at once by the bounds. */
const MOST_HOLDS = 24;

/** A refusal of the shelf, with what of it is on hold for the very person who asks. */
export async function explained(
  ctx: Pick<ServiceContext, "orders" | "clock">,
  ownerKey: string,
  refusal: unknown,
): Promise<unknown> {
  const { items } = await ctx.orders.list({ ownerKey, status: "pending", limit: MOST_HOLDS });
  const now = await ctx.clock.now();
  return heldForYourself(
    refusal,
    items.filter(({ holdExpiresAt }) => holdExpiresAt > now),
  );
}
