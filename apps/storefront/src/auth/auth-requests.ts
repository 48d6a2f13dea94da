import { formatWait } from "@scarlet/domain/kernel";
import { type AuthFailure, postCredentials } from "@scarlet/web/auth/post-credentials";
import { authCopy } from "../copy/auth.ts";
import type { Message } from "../copy/message.ts";

/** Why it did not work, and the field to look at. */
export type AuthError = Message & { readonly field: "name" | "email" | "password" };

type Refused = Extract<AuthFailure, { kind: "refused" }>;

const NO_ANSWER: AuthError = { ...authCopy.noAnswer, field: "email" };
const NO_MATCH: AuthError = { ...authCopy.noMatch, field: "password" };

/** Signs in. Undefined: done, the session is a cookie now. Browser only. */
export async function signIn(body: { readonly email: string; readonly password: string }) {
  const failure = await postCredentials("/api/auth/sign-in/email", body);
  return (
    failure && errorOf(failure, ({ status }) => ([400, 401, 403].includes(status) ? NO_MATCH : NO_ANSWER))
  );
}

/** Makes an account and signs in. Undefined: done. Browser only. */
export async function signUp(body: {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}) {
  const failure = await postCredentials("/api/auth/sign-up/email", body);
  return failure && errorOf(failure, ({ detail }) => ({ ...authCopy.noAccount(detail), field: "email" }));
}

/** Asks for a link by mail that sets a new password. Undefined: it is on its way, if there is such an account. Browser only. */
export async function requestPasswordReset(body: { readonly email: string }) {
  const failure = await postCredentials("/api/auth/request-password-reset", body);
  return failure && errorOf(failure, () => NO_ANSWER);
}

/** Sets a new password with the word of a mailed link. Undefined: done. "ended": the link sets none any more. Browser only. */
export async function resetPassword(body: { readonly token: string; readonly newPassword: string }) {
  const failure = await postCredentials("/api/auth/reset-password", body);
  if (failure?.kind === "refused" && failure.status === NOT_FOUND) return "ended" as const;
  return failure && errorOf(failure, ({ detail }) => ({ ...authCopy.noPassword(detail), field: "password" }));
}

const NOT_FOUND = 404;

function errorOf(failure: AuthFailure, ofRefused: (refused: Refused) => AuthError): AuthError {
  switch (failure.kind) {
    case "no_answer":
      return NO_ANSWER;
    case "too_many_tries":
      return { ...authCopy.tooManyTries(formatWait(failure.retryAfterSeconds)), field: "password" };
    case "refused":
      return ofRefused(failure);
  }
}
