import { isNothingDone } from "@scarlet/domain/kernel";
import type { Settlement } from "@scarlet/domain/orders";
import type { PaymentNotice } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { completeSale } from "./complete-sale.ts";
import { handleDispute, handleFailedRefund, handleGatewayRefund } from "./refund-and-dispute-notices.ts";

type NoticeContext = Pick<
  ServiceContext,
  "actor" | "clock" | "issues" | "log" | "orders" | "payments" | "stock"
>;
type Outcome = "ignored" | "known" | "sold" | "refused" | "noted";

/**
 * Handles a webhook message of the payment gateway and completes what is still open: the sale, or the refund of money
 * that came too late. The message is only a hint: what was captured is read from the gateway, and what is open from the
 * order. So messages may come twice, late, in any order, or at the same time as the request that paid. Refunds that failed
 * or were made at the gateway's own desk, and disputes, are written down for staff.
 * Tells what became of it. Raises `payments.bad_signature`, and `orders.paid_being_booked`, `payments.unavailable` when
 * the message is to be sent again.
 */
export async function handlePaymentNotice(
  ctx: NoticeContext,
  message: { readonly body: string; readonly signature: string | null },
): Promise<Outcome> {
  const notice = await ctx.payments.readWebhook(message);
  switch (notice?.kind) {
    case undefined:
      return "ignored";
    case "captured":
      return noticeCapture(ctx, notice);
    case "refund_failed":
      return handleFailedRefund(ctx, notice);
    case "refunded":
      return handleGatewayRefund(ctx, notice);
    case "dispute":
      return handleDispute(ctx, notice);
  }
}

async function noticeCapture(
  ctx: NoticeContext,
  { orderId, key, amountMinor }: Extract<PaymentNotice, { kind: "captured" }>,
): Promise<Outcome> {
  const [order, captured] = await Promise.all([ctx.orders.findById(orderId), ctx.payments.find(key)]);
  if (order === null || captured?.status !== "captured") {
    ctx.log.warn({ orderId, key }, "a gateway tells of a capture that nobody knows");
    return "ignored";
  }
  if (order.payment?.reference === captured.reference) return "known";
  const begun = order.settlement?.key === key ? order.settlement : null;
  const at = await ctx.clock.now();
  const charge: Settlement = begun ?? { kind: "charge", key, amountMinor, at, state: "captured" };
  try {
    await completeSale(ctx, { order, charge, captured, intent: null });
    return "sold";
  } catch (error) {
    // A refusal means that the money is on its way back, or that the request that paid was quicker.
    if (!isNothingDone(error)) throw error;
    return "refused";
  }
}
