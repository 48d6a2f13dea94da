import "server-only";
import { type ApiAccess, apiHeaders } from "./api-headers.ts";
import { PROOF_HEADER } from "./proof-header.ts";

/** Request headers that belong to one connection, or that the next one must set itself. */
const HOP_BY_HOP_REQUEST_HEADERS = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "host",
  "content-length",
  "expect",
  "accept-encoding",
  PROOF_HEADER,
];
/** Of the answer: `fetch` has already unpacked the body. */
const HOP_BY_HOP_ANSWER_HEADERS = [
  "content-encoding",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
];

type Handler = (request: Request) => Promise<Response>;

/**
 * Forwards a browser's request to the same path of the API and streams the answer back. Outside of `/api/` it answers
 * 404, and 502 `service.unreachable` where the API cannot be reached.
 */
export function createApiProxy(access: ApiAccess): Handler {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    // Dots that were written as percent signs are resolved only here: what lies beside /api/ is not for browsers.
    if (!pathname.startsWith("/api/")) return notFound();
    try {
      const url = new URL(pathname + search, access.settings().API_URL);
      const answer = await fetch(url, forwarded(request, access));
      return new Response(answer.body, {
        status: answer.status,
        statusText: answer.statusText,
        headers: without(answer.headers, HOP_BY_HOP_ANSWER_HEADERS),
      });
    } catch {
      // The cause is on the API's side of the wire; all a browser can do is try again.
      return unreachable();
    }
  };
}

/** What `app/api/[...path]/route.ts` of an app exports: the proxy under every method. */
export function apiRoute(access: ApiAccess): Readonly<Record<Method, Handler>> {
  const proxy = createApiProxy(access);
  return { DELETE: proxy, GET: proxy, HEAD: proxy, OPTIONS: proxy, PATCH: proxy, POST: proxy, PUT: proxy };
}

type Method = "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT";

function forwarded(request: Request, access: ApiAccess): RequestInit & { duplex?: "half" } {
  const headers = without(request.headers, HOP_BY_HOP_REQUEST_HEADERS);
  for (const [name, value] of Object.entries(apiHeaders(access))) headers.set(name, value);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return {
    method: request.method,
    headers,
    redirect: "manual",
    cache: "no-store",
    signal: request.signal,
    ...(hasBody && { body: request.body, duplex: "half" }),
  };
}

function without(headers: Headers, names: readonly string[]): Headers {
  const left = new Headers(headers);
  for (const name of names) left.delete(name);
  return left;
}

function unreachable(): Response {
  return problem(502, {
    title: "Bad Gateway",
    code: "service.unreachable",
    detail: "The API did not answer. Try again in a moment.",
  });
}

function notFound(): Response {
  return problem(404, {
    title: "Not Found",
    code: "request.not_found",
    detail: "There is nothing at this address.",
  });
}

function problem(status: number, members: Readonly<Record<"title" | "code" | "detail", string>>): Response {
  return Response.json(
    { type: "about:blank", status, ...members },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      },
    },
  );
}
