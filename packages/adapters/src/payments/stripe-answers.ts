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

/** No answer, rate limited, or a server error of Stripe: the outcome is unknown. Anything else is our bug. */
export function unavailable(error: unknown): unknown {
  const theirs =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error instanceof Stripe.errors.StripeIdempotencyError;
  return theirs ? gatewayUnavailable() : error;
}
