import type { ListStockInput, StockListRow } from "@scarlet/domain/inventory";
import type { Page } from "@scarlet/domain/kernel";
import { authorize, may } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** The stock rows, by SKU. For staff; who bought is told to those who may know. */
export async function listStock(
  ctx: Pick<ServiceContext, "actor" | "stock">,
  input: ListStockInput,
): Promise<Page<StockListRow>> {
  authorize(ctx.actor, "stock.read");
  return ctx.stock.listRows({ ...input, hideBuyers: !may(ctx.actor, "orders.read_contact") });
}
