import type { ListMovementsInput, MovementView } from "@scarlet/domain/inventory";
import type { Page } from "@scarlet/domain/kernel";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** The ledger of one SKU, newest first. For staff. Raises `inventory.sku_not_found`. */
export async function listMovements(
  ctx: Pick<ServiceContext, "actor" | "stock">,
  input: ListMovementsInput,
): Promise<Page<MovementView>> {
  authorize(ctx.actor, "stock.read");
  return ctx.stock.listMovements(input);
}
