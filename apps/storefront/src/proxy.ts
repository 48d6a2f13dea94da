import { type NextRequest, NextResponse } from "next/server";
import { env } from "./env.ts";

/** Every page gets a fresh nonce: scripts without it do not run. Pages are never shared, so never cached. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentPolicy(nonce, env().NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  answer.headers.set("x-content-type-options", "nosniff");
  answer.headers.set("x-frame-options", "DENY");
  answer.headers.set("referrer-policy", "same-origin");
  answer.headers.set("cross-origin-opener-policy", "same-origin");
  answer.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
  return answer;
}

function contentPolicy(nonce: string, development: boolean): string {
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

export const config = { matcher: ["/((?!_next/|api/|art/|favicon|icon).*)"] };
