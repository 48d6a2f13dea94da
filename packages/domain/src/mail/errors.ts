import { DomainError } from "../kernel/index.ts";

/** There is no failed mail of this key: it is sent, waits already, or never was. */
export function mailNotFailed(): DomainError {
  return new DomainError(
    "mail.not_failed",
    "conflict",
    "No failed mail has this key: it was sent meanwhile, or waits already.",
  );
}
