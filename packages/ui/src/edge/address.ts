/** Longer than any page's path; browsers and proxies grow unreliable soon after. */
const MAX_PATH = 2048;
/** A place in the last of many pages, or a batch of reads, with room to spare. */
const MAX_QUERY = 8192;
/** Signs that no address of ours has, whichever way they are written: control characters and backslashes. */
const FOREIGN = /[\p{Cc}\\]/u;

/**
 * Whether a request's target can be the address of anything here: of bearable length, decodable, without control
 * characters, encoded slashes or steps (`.`, `..`) in its path. What is behind this may decode a path without fear,
 * and no two readers of it see two different paths. A query may hold anything: whoever reads it forgives stray signs.
 */
export function isAddress(target: string): boolean {
  const [path = "", query = ""] = cutAtQuestionMark(target);
  if (!path.startsWith("/") || path.length > MAX_PATH || query.length > MAX_QUERY) return false;
  return path.split("/").every(isSegment);
}

/** The path of a request's target, as it was sent. */
export function pathOf(target: string): string {
  return cutAtQuestionMark(target)[0] ?? "";
}

function cutAtQuestionMark(target: string): readonly string[] {
  const at = target.indexOf("?");
  return at === -1 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}

function isSegment(raw: string): boolean {
  const text = decoded(raw);
  return text !== undefined && text !== "." && text !== ".." && !text.includes("/") && !FOREIGN.test(text);
}

function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    // Not UTF-8, or a percent sign that begins nothing.
    return undefined;
  }
}
