import type { ListMovementsInput, MovementView } from "@scarlet/domain/inventory";
import type { Page } from "@scarlet/domain/kernel";
import { authorize, may } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";

/** The ledger of one SKU, newest first. For staff; who bought is told to those who may know. Raises `inventory.sku_not_found`. */
export async function listMovements(
  ctx: Pick<ServiceContext, "actor" | "stock">,
  input: ListMovementsInput,
): Promise<Page<MovementView>> {
  authorize(ctx.actor, "stock.read");
  return ctx.stock.listMovements({ ...input, hideBuyers: !may(ctx.actor, "orders.read_contact") });
}
