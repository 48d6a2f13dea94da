/** A refusal by the shop: a stable code, a sentence for people, the HTTP status, and details by code. */
export type Refusal = {
  readonly code: string;
  readonly sentence: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * What the API refused, or undefined when no answer came that promises anything: then nobody knows whether a write was
 * done. That is so for every 5xx, except those in which the shop says that nothing was done.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const refusal = parsed(error);
  const isOpen = refusal !== undefined && refusal.status >= 500 && refusal.details.outcome !== "nothing_done";
  return isOpen ? undefined : refusal;
}

/**
 * The status of a page that cannot be made because of this error: the shop's own, and 503 where nobody answered, or what
 * answered is not the shop. A page does nothing, so what it was refused may be asked for again, whatever its outcome.
 */
export function pageStatusOf(error: unknown): number {
  return parsed(error)?.status ?? 503;
}

/** What the shop says of a write whose outcome is not known yet, such as a payment that is being booked. */
export function openOutcomeOf(error: unknown): Refusal | undefined {
  const refusal = parsed(error);
  return refusal?.details.outcome === "unknown" ? refusal : undefined;
}

/** Parsed by hand: a schema library would be the heaviest script of the product page. */
function parsed(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("data" in error) || !isRecord(error.data)) return undefined;
  const { httpStatus: status, errorCode: code, details } = error.data;
  if (typeof status !== "number" || typeof code !== "string") return undefined;
  return { code, sentence: error.message, status, details: isRecord(details) ? details : {} };
}

/** How long to wait, in seconds, where the shop was asked too often (429); otherwise undefined. */
export function retryAfterSecondsOf(error: unknown): number | undefined {
  const refusal = refusalOf(error);
  const seconds = refusal?.details.retryAfterSeconds;
  return refusal?.status === 429 && typeof seconds === "number" ? seconds : undefined;
}
