import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "../edge/security-headers.ts";
import { SHARED_PAGE_HEADER } from "../page-cache/shared-page-header.ts";

/** Whoever signs in is led back to the page by an address that holds its path: longer ones would outgrow headers. */
const MAX_PATH_LENGTH = 1024;

/**
 * For `proxy.ts` of an app: gives each page its Content-Security-Policy with a fresh nonce, so that scripts without it
 * do not run, and tells the page its own path in `x-path`. A page that is made for everybody gets neither: the page cache
 * (`packages/web/src/page-cache/`) names its scripts. The headers of all other answers: `packages/web/src/edge/security-headers.ts`.
 */
export function withPageHeaders(request: NextRequest, isDevelopment: boolean): NextResponse {
  // Made for everybody: the page cache adds the policy, by the hashes of the scripts that the page turns out to have.
  if (request.headers.has(SHARED_PAGE_HEADER)) return NextResponse.next();
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const path = request.nextUrl.pathname + request.nextUrl.search;
  if (path.length <= MAX_PATH_LENGTH) headers.set("x-path", path);
  else headers.delete("x-path");
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  return answer;
}
