import type { CacheSpan } from "@scarlet/domain/cache";

/** The time spans to choose from, with a short label for the button. */
export const SPANS: readonly { readonly span: CacheSpan; readonly short: string; readonly words: string }[] =
  [
    { span: "1h", short: "1 h", words: "the last hour" },
    { span: "24h", short: "24 h", words: "24 hours" },
    { span: "7d", short: "7 d", words: "7 days" },
  ];

/** The span that is selected when the page opens. */
export const DEFAULT_SPAN: CacheSpan = "24h";

/** The name of a span in a sentence: "24 hours". */
export function spanCopy(span: CacheSpan): string {
  return SPANS.find((each) => each.span === span)?.words ?? span;
}
