/** Ends the session on the server. False when that failed and the session goes on. Browser only, never raises. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => undefined);
  // 401: the session had ended before.
  return answer !== undefined && (answer.ok || answer.status === 401);
}
