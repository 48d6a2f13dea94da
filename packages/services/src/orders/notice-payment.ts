import { isNothingDone } from "@scarlet/domain/kernel";
import type { Settlement } from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";
import { completeSale } from "./complete-sale.ts";

/**
 * Hears what a gateway tells of its own accord, and completes what is still open: the sale, or the way back of money
 * that came too late. The message is a hint only: what was captured is asked of the gateway, and what is open is read
 * from the order. So messages may come twice, late, in any order, or beside the request that paid.
 * Tells what became of it. Raises `payments.bad_signature`, and `orders.paid_being_booked`, `payments.no_answer` when
 * the message is to be sent again.
 */
export async function noticePayment(
  ctx: Pick<ServiceContext, "actor" | "clock" | "log" | "orders" | "payments" | "stock">,
  message: { readonly body: string; readonly signature: string | null },
): Promise<"ignored" | "known" | "sold" | "refused"> {
  const notice = ctx.payments.readWebhook(message);
  if (notice === null) return "ignored";
  const { orderId, key, amountMinor } = notice;
  const [order, captured] = await Promise.all([ctx.orders.findById(orderId), ctx.payments.find(key)]);
  if (order === null || captured === null) {
    ctx.log.warn({ orderId, key }, "a gateway tells of a capture that nobody knows");
    return "ignored";
  }
  if (order.payment?.reference === captured.reference) return "known";
  const begun = order.settlement?.key === key ? order.settlement : null;
  const charge: Settlement = begun ?? { kind: "charge", key, amountMinor, at: await ctx.clock.now() };
  try {
    await completeSale(ctx, { order, charge, captured, intent: null });
    return "sold";
  } catch (error) {
    // A refusal means that the money is on its way back, or that the request that paid was quicker.
    if (!isNothingDone(error)) throw error;
    return "refused";
  }
}
