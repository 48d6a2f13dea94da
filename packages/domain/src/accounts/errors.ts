import { DomainError } from "../kernel/index.ts";

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

/** Address and password do not belong together. Which of the two is wrong is nobody's business. */
export function wrongCredentials(): DomainError {
  return new DomainError(
    "accounts.wrong_credentials",
    "unauthenticated",
    "That did not match. Check the address and the password.",
  );
}

/** Somebody has an account with this address. */
export function emailTaken(): DomainError {
  return new DomainError(
    "accounts.email_taken",
    "unprocessable",
    "There is an account with this address already. Sign in instead.",
  );
}

/** Five wrong tries: signing in to this account pauses. */
export function tooManyTries(retryAfterSeconds: number): DomainError {
  return new DomainError(
    "accounts.too_many_tries",
    "rate_limited",
    "Too many tries. Signing in to this account pauses for one minute.",
    { retryAfterSeconds },
  );
}
