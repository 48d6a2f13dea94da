import type { Waiting } from "@scarlet/domain/back-in-stock";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** How many people wait for a SKU, and not who. For staff. */
export async function countWaiting(
  ctx: Pick<ServiceContext, "actor" | "backInStock">,
  { sku }: { readonly sku: string },
): Promise<Waiting> {
  authorize(ctx.actor, "stock.read");
  return { waiting: await ctx.backInStock.countOf(sku) };
}
