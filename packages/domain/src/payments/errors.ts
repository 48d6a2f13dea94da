import { DomainError } from "../kernel/index.ts";

/** The bank said no. Nothing was charged and the hold is as before. */
export function cardDeclined(): DomainError {
  return new DomainError(
    "payments.declined",
    "payment_required",
    "The card was declined. Your bank said no. Nothing was charged and your things are still held. Try another card.",
  );
}

/** The charge was called off at the gateway, by its staff or because it had waited too long. */
export function chargeCanceled(): DomainError {
  return new DomainError(
    "payments.canceled",
    "payment_required",
    "This payment was called off. Nothing was charged and your things are still held. Pay again.",
  );
}

/** The bank has not decided about the charge yet: the same request with the same key answers the outcome. */
export function chargeProcessing(): DomainError {
  return new DomainError(
    "payments.processing",
    "outcome_unknown",
    "The bank is still working on this payment. Do not pay again; send the same request with the same key to learn what became of it.",
    { retryAfterSeconds: 3 },
  );
}

/** The gateway will not send this money back: the card is closed, the money is disputed, or it went back another way. */
export function refundRefused(reason: string): DomainError {
  return new DomainError(
    "payments.refund_refused",
    "conflict",
    `The payment service refused the refund: ${reason}`,
    { reason },
  );
}

/** The gateway was asked to move money and gave no clear answer: it may have. The same key asks again and moves it once. */
export function gatewayUnavailable(): DomainError {
  return new DomainError(
    "payments.unavailable",
    "outcome_unknown",
    "We are asking the bank. Do not pay again; send the same request with the same key to learn what became of it.",
    { retryAfterSeconds: 2 },
  );
}

/** The gateway was only asked what it knows, and did not answer: this request moved no money and changed nothing. */
export function gatewaySilent(): DomainError {
  return new DomainError(
    "payments.no_answer",
    "unavailable",
    "The payment service does not answer, so this cannot be changed now. Nothing was done; try again in a moment.",
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
