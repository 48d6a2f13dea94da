import { isDomainError } from "@scarlet/domain/kernel";
import { effectiveStatus, type NewIssue, type Order, type WorkBatch } from "@scarlet/domain/orders";
import { gatewayUnavailable } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { MAX_TRIES, retryDelayMs } from "../../kernel/index.ts";
import { completeSale } from "./complete-sale.ts";
import { clearCharge } from "./record-charge.ts";
import { finishRefund } from "./refund.ts";

/** A request has this long to settle its own payment before the housekeeper does. */
export const SETTLE_AFTER_MS = 60_000;
const ORDERS_PER_STEP = 50;

/** What settling an order's money needs. */
export type SettleContext = Pick<
  ServiceContext,
  "actor" | "clock" | "issues" | "log" | "orders" | "payments" | "stock"
>;

/**
 * One step of the housekeeper of money: charges and refunds whose outcome was not recorded (a process died in between)
 * are completed or given back. Tells how many orders it looked at. What cannot be settled is tried again later
 * each time without delaying other orders; in the end it is given up and listed as an issue, which staff can try again.
 */
export async function settlePayments(ctx: SettleContext): Promise<number> {
  const before = new Date((await ctx.clock.now()).getTime() - SETTLE_AFTER_MS);
  const { work, broken } = await ctx.orders.unsettled(before, ORDERS_PER_STEP);
  for (const { order, tries } of work) {
    try {
      await settleOrder(ctx, order);
    } catch (error) {
      await retryLater(ctx, { order, tries: tries + 1, error });
    }
  }
  for (const each of broken) await giveUpBroken(ctx, each);
  return work.length + broken.length;
}

/** Settles what is open of an order's money. Raises when it cannot be settled now. */
export async function settleOrder(ctx: SettleContext, order: Order): Promise<void> {
  const charge = order.settlement;
  if (charge === null) return;
  if (charge.kind === "refund") {
    await finishRefund(ctx, order);
    return;
  }
  const isHeld = effectiveStatus(order, await ctx.clock.now()) === "pending";
  const found = await ctx.payments.find(charge.key);
  if (found?.status === "requires_action" && isHeld) {
    // The buyer is at the bank and has until the hold ends.
    await ctx.orders.settleLater(order.id, 0, order.holdExpiresAt);
    return;
  }
  // Nothing was captured: a card was declined, the buyer left the bank, or the process died before it asked. An open
  // payment page could still complete the charge, so it is cancelled first.
  const left = found?.status === "captured" ? found : await ctx.payments.abandon(charge.key);
  if (left === null) {
    await clearCharge(ctx, { id: order.id, key: charge.key });
    return;
  }
  if (left.status !== "captured") throw gatewayUnavailable();
  await completeSale(ctx, { order, charge, captured: left, intent: null });
}

type Failure = { readonly order: Order; readonly tries: number; readonly error: unknown };

/** One order must not keep the others waiting: it waits itself, twice as long each time. */
async function retryLater(ctx: SettleContext, { order, tries, error }: Failure): Promise<void> {
  const isRefusal = isDomainError(error);
  if (isRefusal) ctx.log.warn({ orderId: order.id, code: error.code, tries }, "a payment was not settled");
  else ctx.log.error({ orderId: order.id, err: error, tries }, "a payment could not be settled");
  const open = await ctx.orders.findById(order.id);
  // A refusal may mean that it was settled another way.
  if (open?.settlement?.key !== order.settlement?.key || open?.settlement === null) return;
  const isRefused = isRefusal && error.code === "payments.refund_refused";
  if (isRefused || tries >= MAX_TRIES) await ctx.issues.open(stuckIssue(order, error));
  const waitMs = retryDelayMs(tries, SETTLE_AFTER_MS);
  const now = await ctx.clock.now();
  const from = new Date(now.getTime() + waitMs - SETTLE_AFTER_MS);
  await ctx.orders.settleLater(order.id, tries, tries >= MAX_TRIES ? null : from);
}

function stuckIssue({ id, number, settlement, payment }: Order, error: unknown): NewIssue {
  const isRefund = settlement?.kind === "refund";
  return {
    key: `settle:${id}`,
    kind: isRefund ? "refund_failed" : "payment_stuck",
    orderId: id,
    orderNumber: number,
    amountMinor: settlement?.amountMinor ?? 0,
    reference: payment?.reference ?? settlement?.key ?? null,
    detail: stuckReason(error),
    dueBy: null,
  };
}

/** The reason for staff. The sentences of some refusals address the buyer and do not fit. */
function stuckReason(error: unknown): string {
  if (!isDomainError(error)) return "It failed on our side; the log has the cause.";
  return error.kind === "outcome_unknown" ? "Nobody gave a clear answer, time after time." : error.message;
}

/** A record that cannot be read stays so, so it is not tried again until staff ask for it. */
async function giveUpBroken(
  ctx: SettleContext,
  { id, number, reason }: WorkBatch["broken"][number],
): Promise<void> {
  ctx.log.error({ orderId: id, reason }, "an order whose money is under way cannot be read");
  await ctx.issues.open({
    key: `settle:${id}`,
    kind: "payment_stuck",
    orderId: id,
    orderNumber: number,
    amountMinor: 0,
    reference: null,
    detail: `The order cannot be read: ${reason}`,
    dueBy: null,
  });
  await ctx.orders.settleLater(id, MAX_TRIES, null);
}
