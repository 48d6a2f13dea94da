import type { LastSale } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../../context/index.ts";

/** When a piece of a SKU was last sold: what a page says of one that is sold out. For anybody. */
export async function lastSale(
  ctx: Pick<ServiceContext, "ledger">,
  { sku }: { readonly sku: string },
): Promise<LastSale> {
  return { soldAt: await ctx.ledger.lastSaleOf(sku) };
}
