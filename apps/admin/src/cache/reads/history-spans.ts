import type { CacheSpan } from "@scarlet/domain/inventory";

/** The spans that can be looked at. */
export const SPANS: readonly { readonly span: CacheSpan; readonly short: string; readonly words: string }[] =
  [
    { span: "1h", short: "1 h", words: "the last hour" },
    { span: "24h", short: "24 h", words: "24 hours" },
    { span: "7d", short: "7 d", words: "7 days" },
  ];

/** The span that is shown first. */
export const DEFAULT_SPAN: CacheSpan = "24h";

/** A span in words: "24 hours". */
export function spanCopy(span: CacheSpan): string {
  return SPANS.find((each) => each.span === span)?.words ?? span;
}
