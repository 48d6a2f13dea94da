import type { Intent } from "@scarlet/domain/kernel";
import { type Order, type OrderView, orderNotFound, type PayOrderInput } from "@scarlet/domain/orders";
import { cardDeclined, chargeCanceled, chargeProcessing } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { answerOnce } from "../../kernel/index.ts";
import { orderFor, reviveOrder, viewFor } from "../order-access.ts";
import { completeSale } from "./complete-sale.ts";
import { openCharge } from "./open-charge.ts";
import { clearCharge, recordChargeState } from "./record-charge.ts";

type PayContext = Pick<
  ServiceContext,
  "actor" | "clock" | "log" | "orders" | "payments" | "stock" | "idempotency" | "signal"
>;

/**
 * Pays a held order: the charge first, outside any transaction, then the sale. A retry completes what a crash left
 * between the two and never charges again. Without a card the test gateway approves. A payment that the buyer must confirm
 * at the bank is no refusal: the order comes back held, with `paymentAction`; the same request tells when it is confirmed.
 * Raises `payments.declined`, `payments.canceled`, `payments.processing`, `payments.unavailable`, `orders.hold_expired`, `orders.state_conflict`,
 * `orders.paid_too_late`, `orders.busy`, `orders.not_found`, `accounts.forbidden`, `idempotency.key_required`,
 * `idempotency.key_reused`.
 */
export async function payOrder(
  ctx: PayContext,
  input: PayOrderInput,
  key: string | undefined,
): Promise<OrderView> {
  const finding = orderFor(ctx, input.id, "orders.pay_any");
  // Only the last digits tell cards apart here: a hash of a whole number could be guessed back.
  const { id, card, paymentMethod = null } = input;
  const body = { id, card: card?.number.slice(-4) ?? null, ...(paymentMethod !== null && { paymentMethod }) };
  const request = { route: "orders.pay", key, input: body, revive: reviveOrder, alongside: finding };
  return answerOnce(ctx, request, async (intent) =>
    chargeAndSell(ctx, { input, found: await finding, intent }),
  );
}

type Paying = { readonly input: PayOrderInput; readonly found: Order; readonly intent: Intent };

async function chargeAndSell(ctx: PayContext, { input, found, intent }: Paying): Promise<OrderView> {
  ctx.signal?.throwIfAborted();
  const { card, paymentMethod = null } = input;
  const { order, charge } = await openCharge(ctx, found);
  const outcome = await ctx.payments.charge({
    key: charge.key,
    orderId: order.id,
    amountMinor: charge.amountMinor,
    currency: order.currency,
    card: card ?? null,
    paymentMethod,
  });
  if (outcome.status === "captured") return completeSale(ctx, { order, charge, captured: outcome, intent });
  const ref = { id: order.id, key: charge.key };
  if (outcome.status === "canceled") {
    await clearCharge(ctx, ref);
    throw chargeCanceled();
  }
  await recordChargeState(ctx, ref, outcome.status);
  if (outcome.status === "declined") throw cardDeclined();
  if (outcome.status === "processing") throw chargeProcessing();
  return mustConfirm(ctx, order.id, outcome.clientSecret);
}

/** The order with what its buyer's browser needs to go on at the bank. No intent is remembered: nothing is decided yet. */
async function mustConfirm(
  ctx: Pick<ServiceContext, "actor" | "clock" | "orders">,
  id: string,
  clientSecret: string,
): Promise<OrderView> {
  const order = await ctx.orders.findById(id);
  if (order === null) throw orderNotFound();
  return { ...viewFor(ctx.actor, order, await ctx.clock.now()), paymentAction: { clientSecret } };
}
