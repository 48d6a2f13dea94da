import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/** When to come again where nobody knows: most often the API is being restarted, or its database elects. */
const AWAY_RETRY_AFTER_SECONDS = 5;

/** Why a page could not be rendered: the API was asked too often (429), or cannot answer now (503). */
type Refusal = { status?: 429 | 503; retryAfterSeconds?: number };

/** Next's bundle has its own copy of this module, so the storage that both use is kept on `globalThis`. */
const STORAGE_KEY = Symbol.for("scarlet.page-refusal");
const shared = globalThis as { [STORAGE_KEY]?: AsyncLocalStorage<Refusal> };
shared[STORAGE_KEY] ??= new AsyncLocalStorage<Refusal>();
const refusals = shared[STORAGE_KEY];

/**
 * Runs a request. Where the API refused what the page needed, Next answers 500; this replaces that by the status of the
 * refusal, with its `Retry-After`.
 */
export function withPageRefusal<T>(response: ServerResponse, handle: () => T): T {
  const refusal: Refusal = {};
  const send = response.writeHead.bind(response) as (...args: readonly unknown[]) => ServerResponse;
  response.writeHead = (status: unknown, ...args: readonly unknown[]) => {
    if (status !== 500 || refusal.status === undefined) return send(status, ...args);
    response.statusCode = refusal.status;
    if (refusal.retryAfterSeconds !== undefined)
      response.setHeader("retry-after", String(refusal.retryAfterSeconds));
    return send(refusal.status, ...args);
  };
  return refusals.run(refusal, handle);
}

/** Notes, while a page is rendered, that the API refused what it needs. */
export function setPageRefusal(status: number | undefined, retryAfterSeconds: unknown): void {
  const refusal = refusals.getStore();
  if (refusal === undefined || (status !== 429 && status !== 503)) return;
  refusal.status = status;
  if (typeof retryAfterSeconds === "number")
    refusal.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterSeconds));
  else if (status === 503) refusal.retryAfterSeconds = AWAY_RETRY_AFTER_SECONDS;
}
