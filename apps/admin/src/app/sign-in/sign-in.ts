import { formatWait, mailAddressFault } from "@scarlet/domain/kernel";
import { z } from "zod";

export type SignInTrouble = {
  readonly head: string;
  readonly means: string;
  readonly field: "email" | "password";
};

const problemSchema = z.object({ code: z.string().optional(), detail: z.string().optional() });

/** Signs in from the browser. Undefined when it worked and the session cookie is set, otherwise the error to show. */
export async function signIn(email: string, password: string): Promise<SignInTrouble | undefined> {
  const fault = mailAddressFault(email);
  if (fault !== undefined) return { head: "That is no email address.", means: fault, field: "email" };
  if (password === "") return { head: "The password is missing.", means: "", field: "password" };
  let answer: Response;
  try {
    answer = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: email.trim(), password }),
    });
  } catch {
    // `fetch` does not say why it failed; for the person it is the same as no answer.
    return NO_ANSWER;
  }
  return answer.ok ? undefined : troubleOf(answer);
}

const NO_ANSWER: SignInTrouble = {
  head: "The API did not answer.",
  means: "Try again in a moment.",
  field: "password",
};

async function troubleOf(answer: Response): Promise<SignInTrouble> {
  if (answer.status === 429) {
    const left = formatWait(Number(answer.headers.get("retry-after") ?? 60));
    return { head: "Too many tries from here.", means: `Try again in ${left}.`, field: "password" };
  }
  if (answer.status >= 500) return NO_ANSWER;
  if (answer.status === 401 || answer.status === 403) {
    return {
      head: "That did not match.",
      means:
        "Check the address and the password. After five wrong tries there is a pause of a minute, then longer ones.",
      field: "password",
    };
  }
  const problem = problemSchema.safeParse(await answer.json().catch(() => ({})));
  return { head: problem.data?.detail ?? "That did not work.", means: "", field: "email" };
}
