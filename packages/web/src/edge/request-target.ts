/** Longer than the path of any page; browsers and proxies become unreliable soon after. */
const MAX_PATH_LENGTH = 2048;
/** Enough for a long cursor, or a batch of reads. */
const MAX_QUERY_LENGTH = 8192;
/** Characters that no path of ours has, encoded or not: control characters and backslashes. */
const FORBIDDEN = /[\p{Cc}\\]/u;

/**
 * Whether a request's target can be the address of anything here: not too long, decodable, without control characters,
 * encoded slashes or dot segments in its path. Code behind this may decode the path without an error, and everybody
 * who decodes it sees the same path. A query may hold anything: its readers accept stray percent signs.
 */
export function isValidTarget(target: string): boolean {
  const [path = "", query = ""] = splitAtQuestionMark(target);
  if (!path.startsWith("/") || path.length > MAX_PATH_LENGTH || query.length > MAX_QUERY_LENGTH) return false;
  return path.split("/").every(isSegment);
}

/** The path of a request's target, as it was sent. */
export function pathOf(target: string): string {
  return splitAtQuestionMark(target)[0] ?? "";
}

function splitAtQuestionMark(target: string): readonly string[] {
  const at = target.indexOf("?");
  return at === -1 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}

function isSegment(raw: string): boolean {
  const text = decoded(raw);
  return text !== undefined && text !== "." && text !== ".." && !text.includes("/") && !FORBIDDEN.test(text);
}

function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    // Not UTF-8, or a percent sign that begins nothing.
    return undefined;
  }
}
