import { refundRefused } from "@scarlet/domain/payments";
import Stripe from "stripe";
import { answered, unavailable } from "./stripe-answers.ts";

const MAX_REFUNDS_READ = 100;

type RefundRequest = { readonly key: string; readonly reference: string; readonly amountMinor: number };

/**
 * Sends money back once for each key. Stripe forgets idempotency keys after some days, so the key is kept with the refund
 * and looked for. What failed before is a new attempt with a number of its own, else Stripe would only repeat the failure.
 * Raises `payments.refund_refused`, `payments.unavailable`.
 */
export async function sendBack(
  stripe: Stripe,
  { key, reference, amountMinor }: RefundRequest,
): Promise<void> {
  const made = await answered(() =>
    stripe.refunds.list({ payment_intent: reference, limit: MAX_REFUNDS_READ }),
  );
  const ours = made.data.filter((refund) => refund.metadata?.key === key);
  const failed = ours.filter(hasFailed);
  if (failed.length < ours.length) return;
  const refund = { payment_intent: reference, amount: amountMinor, metadata: { key } };
  const idempotencyKey = failed.length === 0 ? `refund-${key}` : `refund-${key}-${failed.length}`;
  const sent = await created(stripe, refund, idempotencyKey);
  if (hasFailed(sent)) throw refundRefused(sent.failure_reason ?? sent.status ?? "unknown");
}

async function created(
  stripe: Stripe,
  refund: Stripe.RefundCreateParams,
  idempotencyKey: string,
): Promise<Stripe.Refund> {
  try {
    return await stripe.refunds.create(refund, { idempotencyKey });
  } catch (error) {
    // Already refunded, disputed, or over the captured amount: a retry cannot help, staff must look.
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      throw refundRefused(error.code ?? error.message);
    throw unavailable(error);
  }
}

/** A failed refund: its money is with the shop again. */
export function hasFailed({ status }: Pick<Stripe.Refund, "status">): boolean {
  return status === "failed" || status === "canceled";
}
