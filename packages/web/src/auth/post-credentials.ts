/** Why signing in or up did not work; each app has its own words for it. */
export type AuthFailure =
  | { readonly kind: "no_answer" }
  | { readonly kind: "too_many_tries"; readonly retryAfterSeconds: number }
  | { readonly kind: "refused"; readonly status: number; readonly detail: string | undefined };

const DEFAULT_RETRY_AFTER_SECONDS = 60;

/** Posts to a path under `/api/auth`. Undefined: done, the session is a cookie now. Browser only, never raises. */
export async function postCredentials(
  path: `/api/auth/${string}`,
  body: Readonly<Record<string, string>>,
): Promise<AuthFailure | undefined> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    // The browser does not say why; to people it is the same as no answer.
    return { kind: "no_answer" };
  }
  if (answer.ok) return undefined;
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get("retry-after") ?? DEFAULT_RETRY_AFTER_SECONDS);
    return { kind: "too_many_tries", retryAfterSeconds: seconds };
  }
  if (answer.status >= 500) return { kind: "no_answer" };
  return { kind: "refused", status: answer.status, detail: await detailOf(answer) };
}

async function detailOf(answer: Response): Promise<string | undefined> {
  const problem: unknown = await answer.json().catch(() => undefined);
  const detail =
    typeof problem === "object" && problem !== null && "detail" in problem ? problem.detail : undefined;
  return typeof detail === "string" ? detail : undefined;
}
