/** A stand-in for the origin of the site itself; no such host exists. */
const OWN_ORIGIN = "https://here.invalid";
/** Longer than any address of ours. */
const MAX_LENGTH = 2_000;

/**
 * A path of our own site (`/orders?view=held`), as a browser would resolve it; null for any text that a browser could
 * resolve to another site.
 */
export function localPath(text: string | undefined): string | null {
  // Browsers drop tabs and line ends from addresses and read a backslash as a slash, so neither has a place in one of ours.
  if (text === undefined || text.length > MAX_LENGTH || !/^\/[^\\\p{C}\p{Z}]*$/u.test(text)) return null;
  if (!URL.canParse(text, OWN_ORIGIN)) return null;
  const { origin, pathname, search, hash } = new URL(text, OWN_ORIGIN);
  // "/.//evil.example" resolves to a path that begins like another host's address.
  return origin === OWN_ORIGIN && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : null;
}

/** Where to go after signing in: the path that was asked for, or `home` when it is none of this site or begins with one of `not`. */
export function pathAfterSignIn(
  next: string | undefined,
  { home, not }: { readonly home: string; readonly not: readonly string[] },
): string {
  const path = localPath(next);
  if (path === null) return home;
  const [, first = ""] = path.split(/[/?#]/);
  return not.includes(plain(first)) ? home : path;
}

/** A part of a path as the server reads it. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part).toLowerCase();
  } catch {
    return part;
  }
}
