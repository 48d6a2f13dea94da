import { type DescribeOrderInput, describe, type OrderView, requireEdge } from "@scarlet/domain/orders";
import type { ServiceContext } from "../../context/index.ts";
import { changeOrder } from "../change-order.ts";
import { orderFor, viewFor } from "../order-access.ts";
import { requireNotCharged } from "../payment/refund.ts";

/**
 * Says where a held order goes, where its receipt goes and how; the total follows.
 * Raises `orders.not_found`, `orders.hold_expired`, `orders.state_conflict`, `orders.payment_under_way`,
 * `payments.no_answer`.
 */
export async function describeOrder(
  ctx: Pick<ServiceContext, "actor" | "orders" | "clock" | "payments">,
  input: DescribeOrderInput,
): Promise<OrderView> {
  await orderFor(ctx, input.id, "orders.pay_any");
  const now = await ctx.clock.now();
  const described = await changeOrder(ctx, input.id, async (order) => {
    requireEdge(order, "describe", now);
    const { settlement } = order;
    // A charge that was begun and never captured (a declined card, a crash) may be forgotten; a captured one may not.
    if (settlement !== null) await requireNotCharged(ctx, settlement.key);
    return { ...describe(order, input), settlement: null };
  });
  return viewFor(ctx.actor, described, now);
}
