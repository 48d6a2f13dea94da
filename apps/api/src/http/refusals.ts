import { isInternal, type Refusal, refusalOf } from "@scarlet/trpc";
import { HTTPException } from "hono/http-exception";

const REFUSAL_BY_STATUS: Readonly<Record<number, Refusal>> = {
  403: plain(403, "request.own_apps_only", "Only the shop's own web apps may ask this."),
  404: plain(404, "request.not_found", "There is nothing at this address."),
  405: plain(405, "request.method_not_allowed", "This address has no such method."),
  413: plain(413, "request.too_large", "The body is larger than the shop reads."),
  415: plain(415, "request.unsupported_media_type", "Send the body as application/json."),
  426: plain(426, "request.upgrade_required", "This address is a WebSocket's; procedures stand below it."),
};

function plain(status: number, code: string, sentence: string): Refusal {
  return { status, code, sentence, details: {} };
}

/** The refusal that goes with a bare HTTP status of the server. */
export function refusalOfStatus(status: 403 | 404 | 405 | 413 | 415 | 426): Refusal {
  return REFUSAL_BY_STATUS[status] ?? refusalOf(undefined);
}

/**
 * What a value thrown on the way means to the caller, and whether it is a fault of ours. `idempotencyKey` is the key
 * that the request came with.
 */
export function refusalOfThrown(
  error: unknown,
  idempotencyKey?: string,
): { readonly refusal: Refusal; readonly fault: boolean } {
  if (error instanceof HTTPException) {
    const known = REFUSAL_BY_STATUS[error.status];
    if (known) return { refusal: known, fault: false };
  }
  return { refusal: refusalOf(error, idempotencyKey), fault: isInternal(error) && !isHungUp(error) };
}

/** The caller hung up while its body was read; Node reports it without an error class. Not a fault, and nobody hears the answer. */
function isHungUp(error: unknown): boolean {
  return (
    error instanceof Error && error.message === "aborted" && "code" in error && error.code === "ECONNRESET"
  );
}
