import type { Drift } from "@scarlet/domain/inventory";
import { authorize } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";

/** The SKUs whose row, ledger and holds do not agree. For staff. */
export async function listDrift(ctx: Pick<ServiceContext, "actor" | "ledger">): Promise<Drift[]> {
  authorize(ctx.actor, "stock.read");
  return ctx.ledger.drifts();
}
