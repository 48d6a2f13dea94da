import { isDomainError } from "@scarlet/domain/kernel";
import type { Order } from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";
import { changeOrder } from "./change-order.ts";
import { completeSale } from "./complete-sale.ts";
import { finishRefund } from "./refund.ts";

/** A request has this long to settle its own payment before the housekeeper does. */
const PATIENCE_MS = 60_000;
const ORDERS_PER_STEP = 50;

type SettleContext = Pick<ServiceContext, "actor" | "clock" | "log" | "orders" | "payments" | "stock">;

/**
 * One step of the housekeeper of money: charges and refunds whose outcome nobody wrote down (a process died in between)
 * are completed or given back. Tells how many orders it looked at. A gateway that does not answer is asked again later.
 */
export async function settlePayments(ctx: SettleContext): Promise<number> {
  const before = new Date((await ctx.clock.now()).getTime() - PATIENCE_MS);
  const orders = await ctx.orders.unsettled(before, ORDERS_PER_STEP);
  for (const order of orders) {
    try {
      await settle(ctx, order);
    } catch (error) {
      // One order must not keep the others waiting; a refusal here means that it was settled another way, or not yet.
      if (isDomainError(error))
        ctx.log.warn({ orderId: order.id, code: error.code }, "a payment was not settled");
      else ctx.log.error({ orderId: order.id, err: error }, "a payment could not be settled");
    }
  }
  return orders.length;
}

async function settle(ctx: SettleContext, order: Order): Promise<void> {
  const charge = order.settlement;
  if (charge === null) return;
  if (charge.kind === "refund") {
    await finishRefund(ctx, order);
    return;
  }
  const captured = await ctx.payments.find(charge.key);
  if (captured !== null) {
    await completeSale(ctx, { order, charge, captured, intent: null });
    return;
  }
  // Nothing was captured: a card was declined, or the process died before it asked. The next payment begins anew.
  await changeOrder(ctx, order.id, (found) =>
    found.settlement?.key === charge.key ? { ...found, settlement: null } : null,
  );
}
