import { formatWait, mailAddressFault } from "@scarlet/domain/kernel";
import { type AuthFailure, postCredentials } from "@scarlet/web/auth/post-credentials";
import { signInCopy } from "../../copy/sign-in.ts";

export type SignInTrouble = {
  readonly head: string;
  readonly means: string;
  readonly field: "email" | "password";
};

/** Signs in from the browser. Undefined when it worked and the session cookie is set, otherwise the error to show. */
export async function signIn(email: string, password: string): Promise<SignInTrouble | undefined> {
  const fault = mailAddressFault(email);
  if (fault !== undefined) return { head: signInCopy.noAddress, means: fault, field: "email" };
  if (password === "") return { head: signInCopy.noPassword, means: "", field: "password" };
  const failure = await postCredentials("/api/auth/sign-in/email", { email: email.trim(), password });
  return failure && troubleOf(failure);
}

const NO_ANSWER: SignInTrouble = {
  head: signInCopy.noAnswer,
  means: signInCopy.noAnswerMeans,
  field: "password",
};

function troubleOf(failure: AuthFailure): SignInTrouble {
  if (failure.kind === "no_answer") return NO_ANSWER;
  if (failure.kind === "too_many_tries") {
    const means = signInCopy.tooManyTriesMeans(formatWait(failure.retryAfterSeconds));
    return { head: signInCopy.tooManyTries, means, field: "password" };
  }
  if (failure.status === 401 || failure.status === 403) {
    return {
      head: signInCopy.noMatch,
      means: signInCopy.noMatchMeans,
      field: "password",
    };
  }
  return { head: failure.detail ?? signInCopy.failed, means: "", field: "email" };
}
