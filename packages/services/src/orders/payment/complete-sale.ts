import { actorRef, type Intent, isDomainError, isNothingDone } from "@scarlet/domain/kernel";
import {
  advance,
  effectiveStatus,
  type Order,
  type OrderView,
  orderBusy,
  paidBeingBooked,
  paidTooLate,
  paymentGoingBack,
  paymentSentBack,
  requireEdge,
  type Settlement,
} from "@scarlet/domain/orders";
import type { Captured } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { processOrderStockReduction } from "../../inventory/index.ts";
import { reviveOrder, viewFor } from "../order-access.ts";
import { orderCause } from "../order-lane.ts";
import { recordChargeState } from "./record-charge.ts";
import { refundCapture } from "./refund.ts";

/** A captured charge and the order that it pays. `intent` is null when no request waits for the answer. */
export type Sale = {
  readonly order: Order;
  readonly charge: Settlement;
  readonly captured: Captured;
  readonly intent: Intent | null;
};

type SaleContext = Pick<ServiceContext, "actor" | "clock" | "log" | "orders" | "payments" | "stock">;

/**
 * Sells what an order holds, now that its money is there. When the hold was lost meanwhile the money goes back.
 * Money has moved here, so no answer says that nothing was done: what is not decided yet is `orders.paid_being_booked`.
 * Raises `orders.paid_being_booked`, `orders.payment_going_back`, `orders.paid_too_late`, `orders.payment_sent_back`,
 * `orders.state_conflict` (paid already by another request).
 */
export async function completeSale(ctx: SaleContext, sale: Sale): Promise<OrderView> {
  const { order, charge, captured, intent } = sale;
  const actor = actorRef(ctx.actor);
  try {
    return await processOrderStockReduction(ctx, {
      intent,
      hold: order,
      cause: orderCause(order.id, actor),
      urgent: true,
      revive: reviveOrder,
      change(found, now) {
        if (isSoldBy(found, captured)) return { order: found, answer: viewFor(ctx.actor, found, now) };
        const edge = requireEdge(found, "pay", now);
        if (found.totalMinor !== charge.amountMinor) throw orderBusy();
        const { reference, cardLast4 } = captured;
        const { amountMinor } = charge;
        const payment = { reference, gateway: ctx.payments.name, cardLast4, amountMinor, refundedMinor: 0 };
        const paid = advance(found, edge, { event: "paid", at: now, actor, note: null });
        const settled = { ...paid, payment, settlement: null };
        return { order: settled, answer: viewFor(ctx.actor, settled, now) };
      },
    });
  } catch (error) {
    // What is not a refusal leaves the settlement open: the same request, or the housekeeper, completes it.
    if (!isNothingDone(error) || error.kind === "unavailable") {
      // So that every page of the order says "paid, being booked".
      await recordChargeState(ctx, { id: order.id, key: charge.key }, "captured");
      throw notDecided(ctx, sale, { error, tell: paidBeingBooked });
    }
    throw await refusedSale(ctx, sale, error).catch((failed: unknown) =>
      notDecided(ctx, sale, { error: failed, tell: paymentGoingBack }),
    );
  }
}

type Why = { readonly error: unknown; readonly tell: (amountMinor: number) => Error };

/** The error for the buyer while the outcome is not decided; the cause goes to the log. */
function notDecided(ctx: SaleContext, { order, charge }: Sale, { error, tell }: Why): Error {
  const told = tell(charge.amountMinor);
  // A domain error is expected here; anything else is a bug.
  const level = isDomainError(error) ? "warn" : "error";
  ctx.log[level]({ orderId: order.id, err: error }, `a captured payment is not settled yet: ${told.message}`);
  return told;
}

/** Whether the gateway's own message was quicker than the request that paid: then that request is answered as well. */
function isSoldBy(order: Order, captured: Captured): boolean {
  const open = order.status === "paid" || order.status === "fulfilled";
  const paidBy = order.timeline.findLast(({ event }) => event === "paid")?.actor.kind;
  return open && order.payment?.reference === captured.reference && paidBy === "system";
}

/** The charge was captured and the order cannot be paid: it is refunded, unless this is the charge that paid it. */
async function refusedSale(ctx: SaleContext, sale: Sale, refusal: Error): Promise<Error> {
  const { id } = sale.order;
  if (!(await refundCapture(ctx, id, sale.charge, sale.captured))) return refusal;
  ctx.log.warn(
    { orderId: id, amountMinor: sale.charge.amountMinor },
    "a payment came too late and went back",
  );
  const order = await ctx.orders.findById(id);
  const status = effectiveStatus(order ?? sale.order, await ctx.clock.now());
  const { amountMinor } = sale.charge;
  return status === "pending" ? paymentSentBack(amountMinor) : paidTooLate(status, amountMinor);
}
