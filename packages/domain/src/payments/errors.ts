import { DomainError } from "../kernel/index.ts";

/** The bank said no. Nothing was charged and the hold is as before. */
export function cardDeclined(): DomainError {
  return new DomainError(
    "payments.declined",
    "payment_required",
    "The card was declined. Your bank said no. Nothing was charged and your things are still held. Try another card.",
  );
}

/** The gateway cannot be reached or gave no clear answer; the same request may be sent again with the same key. */
export function gatewayUnavailable(): DomainError {
  return new DomainError(
    "payments.unavailable",
    "unavailable",
    "The payment service does not answer. Nothing was charged as far as we know; send the same request again with the same key.",
    { retryAfterSeconds: 2 },
  );
}

/** A message at the webhook's address that the gateway has not signed, or signed too long ago. */
export function badSignature(): DomainError {
  return new DomainError(
    "payments.bad_signature",
    "invalid",
    "This message is not signed by the payment service, or it is too old. Nothing was done.",
  );
}

/** A real gateway charges what its own form collected, never a card number that we saw. */
export function methodRequired(): DomainError {
  return new DomainError(
    "payments.method_required",
    "invalid",
    "Say how to pay: paymentMethod, as the payment service's form gave it. Card numbers are not taken here.",
  );
}
