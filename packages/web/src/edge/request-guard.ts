import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isLoopback } from "@scarlet/domain/accounts";
import { SHARED_PAGE_HEADER } from "../page-cache/shared-page-header.ts";
import { ROUTER_HEADERS } from "../page-cache/shared-request.ts";
import { appendForwardedFor } from "./forwarded-for.ts";
import { withPageRefusal } from "./page-refusal.ts";
import { isValidTarget, pathOf } from "./request-target.ts";
import { HEADERS_OUTSIDE_THE_API, headersOfEveryAnswer } from "./security-headers.ts";

/** The path at which Next renders its "not found" page with status 404. */
const NOT_FOUND_PATH = "/_not-found";
export type RequestGuardOptions = {
  /** Next's handler. It is given only requests that it can answer without an error. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Whether Next can read this `next-router-state-tree`; it fails with an error on one that it cannot. */
  readonly isRouterState: (header: string) => boolean;
  readonly https: boolean;
  /** Search engines may index it. */
  readonly indexed: boolean;
  /** Only requests for a loopback host are served, because no public address is set. */
  readonly loopbackOnly: boolean;
  /** Next serves with reload: its tools in the page send requests to `/__nextjs…`, POST included. */
  readonly isDevelopment: boolean;
};

/**
 * The handler that every request to a web app passes before Next sees it. An invalid target becomes "not found" (400
 * under `/api`), a method that pages do not have 405, and a router header that Next cannot parse is removed: Next itself
 * would answer each with a 500 and a line in the error log. It also sets the security headers of every answer and
 * appends the caller's address to `X-Forwarded-For`.
 */
export function createRequestGuard(parts: RequestGuardOptions): RequestListener {
  const always = Object.entries(headersOfEveryAnswer(parts));
  return (request, response) => {
    for (const [name, value] of always) response.setHeader(name, value);
    addLateHeaders(response);
    appendForwardedFor(request);
    delete request.headers[SHARED_PAGE_HEADER];
    const target = request.url ?? "";
    if (!isHost(request.headers.host)) return badHost(response);
    const isApi = pathOf(target) === "/api" || target.startsWith("/api/");
    if (parts.loopbackOnly && !isLoopback(`http://${request.headers.host ?? ""}`))
      return misdirected(response);
    if (parts.isDevelopment && target.startsWith("/__nextjs")) return parts.handle(request, response);
    if (isApi) {
      if (request.method === "TRACE") return notAllowed(response, "GET, HEAD, POST");
      if (!isValidTarget(target)) return badTarget(response);
    } else {
      // A form that was sent before its scripts had loaded: back to the page, which handles it by then.
      if (request.method === "POST" && isValidTarget(target)) return seeOther(response, target);
      if (request.method !== "GET" && request.method !== "HEAD") return notAllowed(response, "GET, HEAD");
      repair(request, parts.isRouterState);
    }
    return withPageRefusal(response, () => parts.handle(request, response));
  };
}

/** Whether a Host header is a name or address with an optional port. Next fails on others. */
function isHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host);
}

/** Headers for answers that do not set their own, such as what Next refuses. The API and pages set theirs. */
const DEFAULT_HEADERS = Object.entries({ ...HEADERS_OUTSIDE_THE_API, "cache-control": "no-store" });

/**
 * Only when the headers are written is it known which of them the answer has set. `Server-Timing` tells the browser the
 * time at which it was sent, which bytes that were made before cannot know.
 */
function addLateHeaders(response: ServerResponse): void {
  const send = response.writeHead.bind(response) as (...args: readonly unknown[]) => ServerResponse;
  response.writeHead = (...args: readonly unknown[]) => {
    response.setHeader("server-timing", `clock;dur=${Date.now()}`);
    for (const [name, value] of DEFAULT_HEADERS)
      if (!response.hasHeader(name)) response.setHeader(name, value);
    return send(...args);
  };
}

/** Rewrites a request that Next would fail on to one that it can answer. */
function repair(request: IncomingMessage, isRouterState: RequestGuardOptions["isRouterState"]): void {
  const isValid = isValidTarget(request.url ?? "");
  if (!isValid) request.url = NOT_FOUND_PATH;
  const state = request.headers["next-router-state-tree"];
  const readable = state === undefined || (typeof state === "string" && isRouterState(state));
  if (isValid && readable) return;
  for (const name of ROUTER_HEADERS) delete request.headers[name];
}

function seeOther(response: ServerResponse, target: string): void {
  // A path with two leading slashes would lead to another host.
  response.writeHead(303, { location: target.replace(/^\/+/, "/") }).end();
}

function notAllowed(response: ServerResponse, allow: string): void {
  answer(response, 405, "This address has no such method.", { allow });
}

function badHost(response: ServerResponse): void {
  answer(response, 400, "The request does not say for which host it is.");
}

function misdirected(response: ServerResponse): void {
  answer(
    response,
    421,
    "This shop is set up for this machine alone: its public address is not set, or not https.",
  );
}

function answer(response: ServerResponse, status: number, sentence: string, more = {}): void {
  const headers = { "content-type": "text/plain; charset=utf-8", ...more };
  response.writeHead(status, headers).end(sentence);
}

/** The same answer as the API's own to a target that it cannot parse. */
function badTarget(response: ServerResponse): void {
  const problem = {
    type: "about:blank",
    title: "Bad Request",
    status: 400,
    code: "request.malformed",
    detail: "This address cannot be read: look for stray percent signs, dots or control characters.",
  };
  response
    .writeHead(400, {
      "content-type": "application/problem+json",
      "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    })
    .end(JSON.stringify(problem));
}
