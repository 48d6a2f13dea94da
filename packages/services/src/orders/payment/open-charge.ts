import {
  effectiveStatus,
  type Order,
  paidTooLate,
  requireEdge,
  type Settlement,
} from "@scarlet/domain/orders";
import { chargeProcessing } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { changeOrder } from "../change-order.ts";
import { refundCapture } from "./refund.ts";

type ChargeContext = Pick<ServiceContext, "actor" | "orders" | "clock" | "payments">;

/**
 * Writes down that a charge begins, before the gateway is asked, so that a crash leaves a trace. A charge that was begun
 * already is joined: its key captures once, so an order is never charged twice, whoever asks and with whatever key.
 * An order that cannot be paid any more gives back what an earlier try captured. `known` is the order as it was just read.
 * Raises `orders.hold_expired`, `orders.state_conflict`, `orders.paid_too_late`, `orders.busy`, `payments.unavailable`.
 */
export async function openCharge(
  ctx: ChargeContext,
  known: Order,
): Promise<{ readonly order: Order; readonly charge: Settlement }> {
  const now = await ctx.clock.now();
  let charge: Settlement | undefined;
  const change = async (found: Order) => {
    if (effectiveStatus(found, now) !== "pending") await tellLateMoney(ctx, found, now);
    requireEdge(found, "pay", now);
    charge = found.settlement ?? {
      kind: "charge",
      key: `${found.id}-${found.version}`,
      amountMinor: found.totalMinor,
      at: now,
      state: "begun",
    };
    return found.settlement === null ? { ...found, settlement: charge } : null;
  };
  const order = await changeOrder(ctx, known.id, change, known);
  return { order, charge: charge as Settlement };
}

/** Raises `orders.paid_too_late` when an earlier try of this order captured money: it goes, or went, back. */
async function tellLateMoney(ctx: ChargeContext, order: Order, now: Date): Promise<void> {
  const { settlement, payment } = order;
  const status = effectiveStatus(order, now);
  if (settlement?.kind === "charge") {
    const found = await ctx.payments.abandon(settlement.key);
    // The bank may still take the money, so the answer must not say that nothing was charged.
    if (found !== null && found.status !== "captured") throw chargeProcessing();
    if (found !== null && (await refundCapture(ctx, order.id, settlement, found))) {
      throw paidTooLate(status, settlement.amountMinor);
    }
  }
  const everPaid = order.timeline.some((entry) => entry.event === "paid");
  if (payment !== null && !everPaid) throw paidTooLate(status, payment.refundedMinor);
}
