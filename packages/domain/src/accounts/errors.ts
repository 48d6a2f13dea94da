import { DomainError } from "../kernel/errors.ts";

/** No token, or one that is not valid (any more). */
export function unauthenticated(): DomainError {
  return new DomainError(
    "accounts.unauthenticated",
    "unauthenticated",
    "Sign in first: this needs a valid bearer token or session.",
  );
}

/** The signed-in person may not do this. */
export function forbidden(permission: string): DomainError {
  return new DomainError("accounts.forbidden", "forbidden", "Your role does not allow this.", { permission });
}
