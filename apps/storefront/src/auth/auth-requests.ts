import { formatWait } from "@scarlet/domain/kernel";
import type { Message } from "../cart/rules.ts";

export type Trouble = Message & { readonly field: "name" | "email" | "password" };

const NO_ANSWER: Trouble = {
  title: "The shop did not answer.",
  text: "Try again in a moment.",
  field: "email",
};
const NO_MATCH: Trouble = {
  title: "That did not match.",
  text: "Check the address and the password. After five wrong tries we pause for a minute, then for longer.",
  field: "password",
};

/** `retryAfter` is the header: the seconds that are left. */
function pause(retryAfter: string | null): Trouble {
  return {
    title: "Too many tries from here.",
    text: `Try again in ${formatWait(Number(retryAfter ?? 60))}. What you typed stays.`,
    field: "password",
  };
}

/** Signs in. Undefined: done, the session is a cookie now. Browser only. */
export async function signIn(body: { readonly email: string; readonly password: string }) {
  return send("/api/auth/sign-in/email", body, ({ status }) =>
    status === 401 || status === 403 || status === 400 ? NO_MATCH : undefined,
  );
}

/** Makes an account and signs in. Undefined: done. Browser only. */
export async function signUp(body: {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}) {
  return send("/api/auth/sign-up/email", body, ({ detail }) => ({
    title: "No account was made.",
    text: detail ?? "Check what you typed.",
    field: "email",
  }));
}

type Problem = { readonly status: number; readonly detail: string | undefined };

async function send(
  path: string,
  body: unknown,
  troubleOf: (problem: Problem) => Trouble | undefined,
): Promise<Trouble | undefined> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    // The browser tells nobody why; for the person it is the same as no answer.
    return NO_ANSWER;
  }
  if (answer.ok) return undefined;
  if (answer.status === 429) return pause(answer.headers.get("retry-after"));
  if (answer.status >= 500) return NO_ANSWER;
  return troubleOf({ status: answer.status, detail: await detailOf(answer) }) ?? NO_ANSWER;
}

async function detailOf(answer: Response): Promise<string | undefined> {
  const problem: unknown = await answer.json().catch(() => undefined);
  const said =
    typeof problem === "object" && problem !== null && "detail" in problem ? problem.detail : undefined;
  return typeof said === "string" ? said : undefined;
}
