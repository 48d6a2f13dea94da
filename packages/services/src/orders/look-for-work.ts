import { HOLD_ENDING_LEAD_MS, type WorkKind } from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";
import { SETTLE_AFTER_MS } from "./payment/settle-payments.ts";

/**
 * Which of the housekeeper's steps have something to do: `expireHolds`, `settlePayments`, `sendOrderMails`. One look at
 * the orders instead of one for each step, so that a shop in which nothing happens costs next to nothing.
 */
export async function lookForWork(ctx: Pick<ServiceContext, "clock" | "orders">): Promise<WorkKind[]> {
  const now = await ctx.clock.now();
  return ctx.orders.workDue(now, {
    settleBefore: new Date(now.getTime() - SETTLE_AFTER_MS),
    holdsEndBy: new Date(now.getTime() + HOLD_ENDING_LEAD_MS),
  });
}
