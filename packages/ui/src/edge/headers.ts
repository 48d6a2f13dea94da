const YEAR_SECONDS = 31_536_000;

/** What is neither a page nor the API's: pictures, scripts, fonts, and answers that Next makes by itself. */
const NO_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

export type Site = {
  /** Browsers reach this app by https. */
  readonly https: boolean;
  /** Search engines may look. */
  readonly indexed: boolean;
};

/** On every answer of a web app, whoever makes it. What the API says of its own answers stands beside these. */
export function everywhere({ https, indexed }: Site): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(https && { "strict-transport-security": `max-age=${YEAR_SECONDS}` }),
    ...(!indexed && { "x-robots-tag": "noindex, nofollow" }),
  };
}

/** On every answer of a web app that the API does not make. A page puts its own policy in place of this one. */
export const OUTSIDE_THE_API = {
  "referrer-policy": "same-origin",
  "content-security-policy": NO_PAGE_POLICY,
} as const;

/** A page's content policy: scripts run with this request's nonce only. */
export function pagePolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    // Next's development server compiles with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // React writes measures (a bone's width) as style attributes; style sheets are files of ours, but for Next's
    // development server, which injects them.
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
