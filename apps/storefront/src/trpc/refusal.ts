/** A refusal by the shop: a stable code, a sentence for people, and what goes with it. */
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
 * done. Such are all 5xx, except those in which the shop says that nothing was done.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const told = toldBy(error);
  const isOpen = told !== undefined && told.status >= 500 && told.details.outcome !== "nothing_done";
  return isOpen ? undefined : told;
}

/** What the shop says of a write whose outcome is open, such as a payment that is being booked. */
export function openOutcomeOf(error: unknown): Refusal | undefined {
  const told = toldBy(error);
  return told?.details.outcome === "unknown" ? told : undefined;
}

/** Read by hand: a schema library would be the heaviest thing on the product page. */
function toldBy(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("data" in error) || !isRecord(error.data)) return undefined;
  const { httpStatus: status, errorCode: code, details } = error.data;
  if (typeof status !== "number" || typeof code !== "string") return undefined;
  return { code, sentence: error.message, status, details: isRecord(details) ? details : {} };
}

/** Whether something of what fell short is on hold for the very visitor. */
export function isYours(refusal: Refusal | undefined): boolean {
  return Array.isArray(refusal?.details.yours) && refusal.details.yours.length > 0;
}

/** What is left of each SKU that fell short, when the refusal was for want of stock. */
export function shortfall(refusal: Refusal | undefined): Readonly<Record<string, number>> | undefined {
  if (refusal?.code !== "inventory.insufficient_stock" || !isRecord(refusal.details.available))
    return undefined;
  const left = Object.entries(refusal.details.available);
  return Object.fromEntries(left.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}
