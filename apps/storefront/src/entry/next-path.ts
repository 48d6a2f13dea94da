/** Where to go after signing in: a path of this shop, never somebody else's address. */
export function safeNext(next: string | undefined): string {
  const ours = next !== undefined && /^\/(?![/\\])/.test(next) && !/^\/(?:sign-in|sign-up|api\/)/.test(next);
  return ours ? next : "/account";
}
