/** What went wrong, seen from the caller's side. Each kind maps to exactly one HTTP status and one tRPC code. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "payment_required"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unprocessable"
  | "rate_limited"
  | "unavailable";

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

/** The same key was used before for a different request. */
export function idempotencyKeyReused(): DomainError {
  return new DomainError(
    "idempotency.key_reused",
    "unprocessable",
    "This Idempotency-Key was already used for a different request. Use a new key for a new intent.",
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
