import { formatWait } from "./text/format-wait.ts";

/**
 * What went wrong, seen from the caller's side. Each kind maps to exactly one HTTP status and one tRPC code. Every kind
 * but the last promises that nothing was done. `outcome_unknown` promises nothing: all of it, a part or none was done;
 * the same request with the same key answers the outcome, and does nothing twice.
 */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "payment_required"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unprocessable"
  | "rate_limited"
  | "unavailable"
  | "outcome_unknown";

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * A refusal that the caller can understand. `code` is stable and listed in docs/errors.md; `message` is a sentence
 * that helps; `details` are safe to send to the caller.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(code: string, kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}

/** Tells whether a thrown value is a refusal meant for the caller. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

/**
 * Tells whether a thrown value promises that nothing was done. What is no refusal (a bug, a lost connection) promises
 * nothing, and neither does a refusal whose outcome is not known.
 */
export function isNothingDone(error: unknown): error is DomainError {
  return isDomainError(error) && error.kind !== "outcome_unknown";
}

/** An input that no schema accepted. Raised at the edge only. */
export function invalidInput(message: string, issues: readonly unknown[] = []): DomainError {
  return new DomainError("input.invalid", "invalid", message, issues.length > 0 ? { issues } : {});
}

/** A cursor that this list did not hand out. */
export function invalidCursor(): DomainError {
  return new DomainError(
    "input.invalid_cursor",
    "invalid",
    "This cursor was not handed out by this list. Start again without one.",
  );
}

/** A write that must carry an `Idempotency-Key` came without one. */
export function idempotencyKeyRequired(): DomainError {
  return new DomainError(
    "idempotency.key_required",
    "invalid",
    "This request changes stock or money, so it needs an Idempotency-Key header: any text of 1 to 128 letters, digits, dashes or underscores.",
  );
}

/** The header `Idempotency-Key` holds no valid key. Another refusal than for a missing one, so that its sender is not asked to send one. */
export function idempotencyKeyMalformed(): DomainError {
  return new DomainError(
    "idempotency.key_malformed",
    "invalid",
    'This Idempotency-Key is malformed. Send one key of 1 to 128 letters, digits, dots, colons, dashes or underscores, as it is or in double quotes: "8e03978e-40d5".',
  );
}

/** The same key was used before for a different request. */
export function idempotencyKeyReused(): DomainError {
  return new DomainError(
    "idempotency.key_reused",
    "unprocessable",
    "This Idempotency-Key was already used for a different request. Use a new key for a new intent.",
  );
}

/** One address asks too often; it may again after `retryAfterSeconds`. Nothing was done. */
export function tooManyRequests(retryAfterSeconds: number): DomainError {
  const seconds = Math.max(1, Math.ceil(retryAfterSeconds));
  return new DomainError(
    "request.rate_limited",
    "rate_limited",
    `Too many requests came from your address at once. Nothing was done; try again in ${formatWait(seconds)}.`,
    { retryAfterSeconds: seconds },
  );
}

/** A query or a mutation came by WebSocket: there are no idempotency keys, cookies and limits of writes there. */
export function onlySubscriptions(): DomainError {
  return new DomainError(
    "request.only_subscriptions",
    "invalid",
    "A WebSocket is for subscriptions. Nothing was done; send queries and mutations over HTTP.",
  );
}

/** A page of another origin tried to open a WebSocket. Over HTTP its browser would keep the answer from it. */
export function foreignOrigin(): DomainError {
  return new DomainError(
    "request.foreign_origin",
    "forbidden",
    "Pages of other sites cannot open a WebSocket here.",
  );
}

/** The shop cannot do this right now; nothing was done. */
export function temporarilyUnavailable(retryAfterSeconds: number): DomainError {
  return new DomainError(
    "service.unavailable",
    "unavailable",
    "The shop is too busy to do this right now. Nothing was done; try again in a moment.",
    { retryAfterSeconds },
  );
}

/**
 * Nobody knows whether this was done: the answer of a commit got lost. The same request with the same idempotency key
 * tells the outcome; what was done is not done again.
 */
export function outcomeUnknown(retryAfterSeconds = 1): DomainError {
  return new DomainError(
    "service.outcome_unknown",
    "outcome_unknown",
    "We do not know yet whether this was done. Send the same request again with the same Idempotency-Key: it tells, and nothing is done twice.",
    { retryAfterSeconds },
  );
}
