import type { StockCounts } from "@scarlet/domain/inventory";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** How many SKUs stand in each of the staff's views. For staff. */
export async function countStock(ctx: Pick<ServiceContext, "actor" | "stock">): Promise<StockCounts> {
  authorize(ctx.actor, "stock.read");
  return ctx.stock.counts();
}
