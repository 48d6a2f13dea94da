import type { Refusal } from "../errors.ts";

/** RFC 9457 problem details, with a stable `code` and what goes with it at the top level. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly [more: string]: unknown;
};

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  417: "Expectation Failed",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** A refusal as problem details. The details stand at the top level and never hide the fixed members. */
export function problemOf(refusal: Refusal): Problem {
  return {
    ...refusal.details,
    type: "about:blank",
    title: TITLES[refusal.status] ?? "Error",
    status: refusal.status,
    code: refusal.code,
    detail: refusal.sentence,
  };
}

/** The headers that go with a refusal besides its content type. */
export function problemHeaders(refusal: Refusal): Record<string, string> {
  const headers: Record<string, string> = {};
  const { retryAfterSeconds: wait } = refusal.details;
  if (typeof wait === "number") headers["retry-after"] = String(Math.max(1, Math.ceil(wait)));
  if (refusal.status === 401) headers["www-authenticate"] = "Bearer";
  return headers;
}
