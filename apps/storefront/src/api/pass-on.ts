import "server-only";
import { env } from "../env.ts";
import { ourHeaders, PROOF_HEADER } from "./our-headers.ts";

/** Headers that belong to one connection, or that the next one must work out anew. */
const OF_ONE_HOP = [
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

/** Hands a browser's request to the API as it is and streams the answer back. Unreachable: 502 with a sentence. */
export async function passOn(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // Where dots were written as percent signs the address is resolved only here: what is beside /api/ is not for browsers.
  if (!pathname.startsWith("/api/")) return notHere();
  const headers = new Headers(request.headers);
  for (const name of OF_ONE_HOP) headers.delete(name);
  for (const [name, value] of Object.entries(ourHeaders())) headers.set(name, value);
  const withBody = request.method !== "GET" && request.method !== "HEAD";
  try {
    const answer = await fetch(new URL(pathname + search, env().API_URL), {
      method: request.method,
      headers,
      redirect: "manual",
      cache: "no-store",
      signal: request.signal,
      ...(withBody ? { body: request.body, duplex: "half" } : {}),
    });
    return new Response(answer.body, {
      status: answer.status,
      statusText: answer.statusText,
      headers: passedBack(answer.headers),
    });
  } catch {
    // The cause is on the API's side of the wire; all a browser can do is try again.
    return unreachable();
  }
}

function passedBack(answer: Headers): Headers {
  const headers = new Headers(answer);
  // fetch has already unpacked the body.
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"])
    headers.delete(name);
  return headers;
}

function unreachable(): Response {
  return problem(502, {
    title: "Bad Gateway",
    code: "service.unreachable",
    detail: "The API did not answer. Try again in a moment.",
  });
}

function notHere(): Response {
  return problem(404, {
    title: "Not Found",
    code: "request.not_found",
    detail: "There is nothing at this address.",
  });
}

function problem(status: number, said: Readonly<Record<"title" | "code" | "detail", string>>): Response {
  return Response.json(
    { type: "about:blank", status, ...said },
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
