import type { OrderView, PayOrderInput } from "@scarlet/domain/orders";
import { cardDeclined } from "@scarlet/domain/payments";
import type { ServiceContext } from "../context/index.ts";
import { intentOf, remembered } from "../kernel/index.ts";
import { completeSale } from "./complete-sale.ts";
import { openCharge } from "./open-charge.ts";
import { orderFor, reviveOrder } from "./order-access.ts";

/**
 * Pays a held order: the charge first, outside any transaction, then the sale. A retry completes what a crash left
 * between the two and never charges again. Without a card the test gateway approves.
 * Raises `payments.declined`, `payments.unavailable`, `orders.hold_expired`, `orders.state_conflict`,
 * `orders.paid_too_late`, `orders.busy`, `orders.not_found`, `accounts.forbidden`, `idempotency.key_required`,
 * `idempotency.key_reused`.
 */
export async function payOrder(
  ctx: Pick<
    ServiceContext,
    "actor" | "clock" | "log" | "orders" | "payments" | "stock" | "idempotency" | "signal"
  >,
  input: PayOrderInput,
  key: string | undefined,
): Promise<OrderView> {
  await orderFor(ctx, input.id, "orders.pay_any");
  // Only the last digits tell cards apart here: a hash of a whole number could be guessed back.
  const { id, card, paymentMethod = null } = input;
  const body = { id, card: card?.number.slice(-4) ?? null, ...(paymentMethod !== null && { paymentMethod }) };
  const intent = intentOf(ctx, "orders.pay", key, body);
  const known = await remembered(ctx, intent, reviveOrder);
  if (known) return known;
  ctx.signal?.throwIfAborted();
  const { order, charge } = await openCharge(ctx, input.id);
  const outcome = await ctx.payments.charge({
    key: charge.key,
    orderId: order.id,
    amountMinor: charge.amountMinor,
    currency: order.currency,
    card: card ?? null,
    paymentMethod,
  });
  if (outcome.status === "declined") throw cardDeclined();
  return completeSale(ctx, { order, charge, captured: outcome, intent });
}
