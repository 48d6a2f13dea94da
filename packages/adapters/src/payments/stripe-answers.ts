import { gatewayUnavailable } from "@scarlet/domain/payments";
import Stripe from "stripe";

/** Stripe's answer, or `payments.unavailable` when there was none that tells the outcome. */
export async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw unavailable(error);
  }
}

/** No answer, too many questions, a fault of theirs: the outcome is not known. Anything else is a fault of ours. */
export function unavailable(error: unknown): unknown {
  const theirs =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error instanceof Stripe.errors.StripeIdempotencyError;
  return theirs ? gatewayUnavailable() : error;
}
