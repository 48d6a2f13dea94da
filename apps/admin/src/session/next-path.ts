/** Where to go after signing in: a path of this app, never somebody else's address. */
export function safeNext(next: string | undefined): string {
  return next !== undefined &&
    /^\/(?![/\\])/.test(next) &&
    !next.startsWith("/sign-in") &&
    !next.startsWith("/api/")
    ? next
    : "/inventory";
}
