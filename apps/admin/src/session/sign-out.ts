/** Ends the session on the server, then opens the sign-in page. False when that failed and the session goes on. Browser only. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => undefined);
  // 401: the session had ended before.
  const ended = answer !== undefined && (answer.ok || answer.status === 401);
  if (ended) window.location.assign("/sign-in");
  return ended;
}
