import { formatWait, mailAddressFault } from "@scarlet/domain/kernel";
import { type AuthFailure, postCredentials } from "@scarlet/web/auth/post-credentials";

export type SignInTrouble = {
  readonly head: string;
  readonly means: string;
  readonly field: "email" | "password";
};

/** Signs in from the browser. Undefined when it worked and the session cookie is set, otherwise the error to show. */
export async function signIn(email: string, password: string): Promise<SignInTrouble | undefined> {
  const fault = mailAddressFault(email);
  if (fault !== undefined) return { head: "That is no email address.", means: fault, field: "email" };
  if (password === "") return { head: "The password is missing.", means: "", field: "password" };
  const failure = await postCredentials("/api/auth/sign-in/email", { email: email.trim(), password });
  return failure && troubleOf(failure);
}

const NO_ANSWER: SignInTrouble = {
  head: "The API did not answer.",
  means: "Try again in a moment.",
  field: "password",
};

function troubleOf(failure: AuthFailure): SignInTrouble {
  if (failure.kind === "no_answer") return NO_ANSWER;
  if (failure.kind === "too_many_tries") {
    const left = formatWait(failure.retryAfterSeconds);
    return { head: "Too many tries from here.", means: `Try again in ${left}.`, field: "password" };
  }
  if (failure.status === 401 || failure.status === 403) {
    return {
      head: "That did not match.",
      means:
        "Check the address and the password. After five wrong tries there is a pause of a minute, then longer ones.",
      field: "password",
    };
  }
  return { head: failure.detail ?? "That did not work.", means: "", field: "email" };
}
