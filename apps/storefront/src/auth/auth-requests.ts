import { formatWait } from "@scarlet/domain/kernel";
import { type AuthFailure, postCredentials } from "@scarlet/web/auth/post-credentials";
import type { Message } from "../cart/cart-copy.ts";

/** Why it did not work, and the field to look at. */
export type AuthError = Message & { readonly field: "name" | "email" | "password" };

type Refused = Extract<AuthFailure, { kind: "refused" }>;

const NO_ANSWER: AuthError = {
  title: "The shop did not answer.",
  text: "Try again in a moment.",
  field: "email",
};
const NO_MATCH: AuthError = {
  title: "That did not match.",
  text: "Check the address and the password. After five wrong tries we pause for a minute, then for longer.",
  field: "password",
};

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
  return (
    failure &&
    errorOf(failure, ({ detail }) => ({
      title: "No account was made.",
      text: detail ?? "Check what you typed.",
      field: "email",
    }))
  );
}

function errorOf(failure: AuthFailure, ofRefused: (refused: Refused) => AuthError): AuthError {
  switch (failure.kind) {
    case "no_answer":
      return NO_ANSWER;
    case "too_many_tries":
      return {
        title: "Too many tries from here.",
        text: `Try again in ${formatWait(failure.retryAfterSeconds)}. What you typed stays.`,
        field: "password",
      };
    case "refused":
      return ofRefused(failure);
  }
}
