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

/** The word of a link for a new password was used already, has ended or was never ours. */
export function resetLinkEnded(): DomainError {
  return new DomainError(
    "accounts.reset_link_ended",
    "not_found",
    "This link was used already or is older than an hour. Ask for a new one; your password is as it was.",
  );
}

/** Too many wrong tries of this account from here: signing in pauses, longer each time. */
export function tooManyTries(retryAfterSeconds: number): DomainError {
  return new DomainError(
    "accounts.too_many_tries",
    "rate_limited",
    "Too many tries. Signing in to this account from here pauses for a while.",
    { retryAfterSeconds },
  );
}
