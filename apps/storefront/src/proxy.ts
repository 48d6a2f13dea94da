import { pagePolicy } from "@scarlet/ui/edge/headers";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "./env.ts";

/**
 * Every page gets a fresh nonce: scripts without it do not run. Pages are never shared, so never cached. The other
 * headers stand on every answer, of pages or not: see `packages/ui/src/edge/headers.ts`.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = pagePolicy(nonce, env().SCARLET_DEVELOPMENT === "1");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  return answer;
}

/**
 * Everything but files and the API. Files by their whole names, so that no page slips out by how it begins, and a page
 * that says "not found" has its nonce.
 */
export const config = { matcher: ["/((?!_next/static/|api/|art(?:/[^/]+){5}$|icon\\.svg$).*)"] };
