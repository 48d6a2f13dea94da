import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { SHARED_PAGE_HEADER } from "../page-cache/shared-page-header.ts";
import { contentSecurityPolicy } from "./security-headers.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Whoever signs in is led back to the page by an address that holds its path: longer ones would outgrow headers. */
const MAX_PATH_LENGTH = 1024;
const NONCE_BYTES = 18;

/** Files and the API: in full, so that no page is left out because of how its path begins. */
const NO_PAGE = /^\/(?:_next\/static\/|api\/|art(?:\/[^/]+){5}$|icon\.svg$)/;

/**
 * Before Next's handler: gives each page its Content-Security-Policy with a fresh nonce, which Next reads from the
 * request and writes into the page's scripts, so that others do not run; and tells the page its own path in `x-path`. A
 * page that is made for everybody gets neither: the page cache (`packages/web/src/page-cache/`) names its scripts. Not
 * by Next's own `proxy.ts`, which costs a millisecond for each page (docs/performance.md).
 */
export function withPageHeaders(handle: Handle, isDevelopment: boolean): Handle {
  return (request, response) => {
    const target = request.url ?? "";
    if (request.headers[SHARED_PAGE_HEADER] === undefined && !NO_PAGE.test(target.split("?", 1)[0] ?? ""))
      addPageHeaders(request, response, isDevelopment);
    return handle(request, response);
  };
}

function addPageHeaders(request: IncomingMessage, response: ServerResponse, isDevelopment: boolean): void {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  request.headers["x-nonce"] = nonce;
  request.headers["content-security-policy"] = policy;
  const path = withoutRouterMark(request.url ?? "");
  if (path.length <= MAX_PATH_LENGTH) request.headers["x-path"] = path;
  else delete request.headers["x-path"];
  response.setHeader("content-security-policy", policy);
}

/** Next's router adds `_rsc` to the address of a page that it fetches; it is no part of the page's own. */
function withoutRouterMark(target: string): string {
  const at = target.indexOf("?");
  if (at < 0) return target;
  const [path, search] = [target.slice(0, at), target.slice(at + 1)];
  const rest = search.split("&").filter((each) => !/^_rsc(?:=|$)/.test(each));
  return rest.length === 0 ? path : `${path}?${rest.join("&")}`;
}
