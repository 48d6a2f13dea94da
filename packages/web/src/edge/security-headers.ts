const YEAR_SECONDS = 31_536_000;

/** For what is neither a page nor from the API: images, scripts, fonts, and answers of Next's own. */
const NON_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

export type Site = {
  /** Browsers reach this app over https. */
  readonly https: boolean;
  /** Search engines may index it. */
  readonly indexed: boolean;
};

/** On every answer of a web app, whoever makes it. The API's own headers stand beside these. */
export function headersOfEveryAnswer({ https, indexed }: Site): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(https && { "strict-transport-security": `max-age=${YEAR_SECONDS}` }),
    ...(!indexed && { "x-robots-tag": "noindex, nofollow" }),
  };
}

/** On every answer of a web app that does not come from the API. A page replaces the policy by its own. */
export const HEADERS_OUTSIDE_THE_API = {
  "referrer-policy": "same-origin",
  "content-security-policy": NON_PAGE_POLICY,
} as const;

/** The Content-Security-Policy of a page that is made for one visitor: only scripts with this request's nonce run. */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // Next's development server compiles with eval.
  return policyOf(`'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`, isDevelopment);
}

/**
 * The policy of a page that is the same for everybody: its own inline scripts run, by their hashes, and files of ours. A
 * nonce in bytes that everybody gets would be no secret (docs/adr/0031).
 */
export function sharedPagePolicy(scriptHashes: readonly string[]): string {
  return policyOf(scriptHashes.join(" "), false);
}

function policyOf(scripts: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}`,
    // Style sheets are files of ours; Next's development server injects them inline. React writes sizes (a skeleton's
    // width) as style attributes.
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
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
