import { type Problem, problemHeaders, problemOf, type Refusal } from "@scarlet/trpc";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ApiHonoContext } from "./exchange.ts";

/** Headers of every response: not cached, not framed, no active content, not readable by other origins. */
export const FIXED_HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
} as const;

/** Added where the API is served by https: HSTS for a year. */
export const HTTPS_HEADERS = { "strict-transport-security": "max-age=31536000" } as const;

/** Answers with JSON. Dates become ISO text. */
export function json(c: ApiHonoContext, value: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(JSON.stringify(value), status, {
    ...FIXED_HEADERS,
    "content-type": "application/json",
    ...ownHeaders(c),
  });
}

/** Answers with RFC 9457 problem details. */
export function problem(c: ApiHonoContext, refusal: Refusal, more: Record<string, string> = {}): Response {
  const body: Problem = problemOf(refusal);
  return c.body(JSON.stringify(body), refusal.status as ContentfulStatusCode, {
    ...FIXED_HEADERS,
    "content-type": "application/problem+json",
    ...ownHeaders(c),
    ...problemHeaders(refusal),
    ...more,
  });
}

/** Headers that depend on this request: id, cache outcome, cookies. */
export function ownHeaders(c: ApiHonoContext): Record<string, string | string[]> {
  const { requestId, notes, visitor, https } = c.get("exchange");
  const headers: Record<string, string | string[]> = {
    "x-request-id": requestId,
    ...(https && HTTPS_HEADERS),
  };
  if (notes.cache) headers["x-cache"] = notes.cache;
  if (visitor.setCookies.length > 0) headers["set-cookie"] = [...visitor.setCookies];
  return headers;
}
