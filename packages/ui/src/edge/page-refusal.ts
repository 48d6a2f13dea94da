import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/** Why a page could not be drawn: the API was asked too often (429), or cannot answer now (503). */
type Refusal = { status?: 429 | 503; retryAfterSeconds?: number };

/** What Next bundles has a copy of this module of its own, so what both share hangs on the process. */
const SHARED = Symbol.for("scarlet.page-refusal");
const shared = globalThis as { [SHARED]?: AsyncLocalStorage<Refusal> };
shared[SHARED] ??= new AsyncLocalStorage<Refusal>();
const refusals = shared[SHARED];

/**
 * Runs a request whose page may be refused by the API meanwhile. Next calls such a page a fault of the server, 500; the
 * answer that leaves says what it was.
 */
export function tellingRefusal<T>(response: ServerResponse, handle: () => T): T {
  const refusal: Refusal = {};
  const send = response.writeHead.bind(response) as (...said: readonly unknown[]) => ServerResponse;
  response.writeHead = (status: unknown, ...said: readonly unknown[]) => {
    if (status !== 500 || refusal.status === undefined) return send(status, ...said);
    response.statusCode = refusal.status;
    if (refusal.retryAfterSeconds !== undefined)
      response.setHeader("retry-after", String(refusal.retryAfterSeconds));
    return send(refusal.status, ...said);
  };
  return refusals.run(refusal, handle);
}

/** Says, while a page is drawn, that the API refused what it needs. */
export function tellRefusal(status: number | undefined, retryAfterSeconds: unknown): void {
  const refusal = refusals.getStore();
  if (refusal === undefined || (status !== 429 && status !== 503)) return;
  refusal.status = status;
  if (typeof retryAfterSeconds === "number")
    refusal.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterSeconds));
}
