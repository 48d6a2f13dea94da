let isLeaving = false;

/** Notes that the person in this window is signing out, or no longer is because it failed. */
export function setLeaving(leaving: boolean): void {
  isLeaving = leaving;
}

/**
 * The session ended elsewhere: the sign-in, and back to this page afterwards. Not while one is signing out: of two ways
 * out the last wins, so a read that is refused meanwhile would choose where one goes.
 */
export function goToSignIn(): void {
  if (isLeaving) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
