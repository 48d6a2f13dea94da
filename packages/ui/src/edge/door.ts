import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isLoopback } from "@scarlet/domain/accounts";
import { isAddress, pathOf } from "./address.ts";
import { everywhere, OUTSIDE_THE_API } from "./headers.ts";
import { nameCaller } from "./name-caller.ts";
import { tellingRefusal } from "./page-refusal.ts";

/** Where Next draws its own "not found" page, with this status, whoever asks. */
const NOWHERE = "/_not-found";
/** What Next's router sends along when it wants a part of a page. Without them the whole page is drawn. */
const ROUTER_HEADERS = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
];

export type DoorParts = {
  /** Next. It sees only requests that it can answer without an error. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Whether Next can read this `next-router-state-tree`; it fails with an error on one that it cannot. */
  readonly isRouterState: (header: string) => boolean;
  readonly https: boolean;
  /** Search engines may look. */
  readonly indexed: boolean;
  /** Only who asks for this machine by a loopback name is served: see `env.ts`. */
  readonly loopbackOnly: boolean;
  /** Next serves with reload: its own tools in the page ask at `/__nextjs…`, by POST as well. */
  readonly development: boolean;
};

/**
 * What every request to a web app passes before Next sees it. A target that is no address becomes "not found" (for the
 * API 400), a method that pages do not have 405, and a router's header that cannot be read is left out: all of these
 * end as a 500 with a line in the error log when Next meets them. From where the request came is written on it.
 */
export function createDoor(parts: DoorParts): RequestListener {
  const fixed = Object.entries(everywhere(parts));
  return (request, response) => {
    for (const [name, value] of fixed) response.setHeader(name, value);
    fillUp(response);
    nameCaller(request);
    const target = request.url ?? "";
    if (!isHost(request.headers.host)) return badHost(response);
    const ofApi = pathOf(target) === "/api" || target.startsWith("/api/");
    if (parts.loopbackOnly && !isLoopback(`http://${request.headers.host ?? ""}`))
      return misdirected(response);
    if (parts.development && target.startsWith("/__nextjs")) return parts.handle(request, response);
    if (ofApi) {
      if (request.method === "TRACE") return notAllowed(response, "GET, HEAD, POST");
      if (!isAddress(target)) return badAddress(response);
    } else {
      // A form that was sent before its scripts had come: back to the page, which listens by then.
      if (request.method === "POST" && isAddress(target)) return seeAgain(response, target);
      if (request.method !== "GET" && request.method !== "HEAD") return notAllowed(response, "GET, HEAD");
      toSomewhere(request, parts.isRouterState);
    }
    return tellingRefusal(response, () => parts.handle(request, response));
  };
}

/** Whether a request says whom it is for, as names, ports and addresses in brackets are written. Next fails on others. */
function isHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host);
}

/** What an answer does not say of itself. The API and pages say their own, Next says nothing of what it refuses. */
const UNLESS_SAID = Object.entries({ ...OUTSIDE_THE_API, "cache-control": "no-store" });

/** Known only when the headers go out: an answer that does not say how long it may be kept is not kept, and so on. */
function fillUp(response: ServerResponse): void {
  const send = response.writeHead.bind(response) as (...said: readonly unknown[]) => ServerResponse;
  response.writeHead = (...said: readonly unknown[]) => {
    for (const [name, value] of UNLESS_SAID) if (!response.hasHeader(name)) response.setHeader(name, value);
    return send(...said);
  };
}

/** Leads a request that Next would fail on to what it can answer. */
function toSomewhere(request: IncomingMessage, isRouterState: DoorParts["isRouterState"]): void {
  const known = isAddress(request.url ?? "");
  if (!known) request.url = NOWHERE;
  const state = request.headers["next-router-state-tree"];
  const readable = state === undefined || (typeof state === "string" && isRouterState(state));
  if (known && readable) return;
  for (const name of ROUTER_HEADERS) delete request.headers[name];
}

function seeAgain(response: ServerResponse, target: string): void {
  // Two slashes would lead to another host.
  response.writeHead(303, { location: target.replace(/^\/+/, "/") }).end();
}

function notAllowed(response: ServerResponse, allow: string): void {
  say(response, 405, "This address has no such method.", { allow });
}

function badHost(response: ServerResponse): void {
  say(response, 400, "The request does not say for which host it is.");
}

function misdirected(response: ServerResponse): void {
  say(
    response,
    421,
    "This shop is set up for this machine alone: its public address is not set, or not https.",
  );
}

function say(response: ServerResponse, status: number, sentence: string, more = {}): void {
  const headers = { "content-type": "text/plain; charset=utf-8", ...more };
  response.writeHead(status, headers).end(sentence);
}

/** Says what the API itself says to an address that cannot be read. */
function badAddress(response: ServerResponse): void {
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
