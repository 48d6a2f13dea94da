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
 * What the API refused, or undefined when no answer came: then nobody knows whether a write was done.
 * A 5xx counts as no answer, except 503, which the shop sends only before anything was done.
 * Read by hand: a schema library would be the heaviest thing on the product page.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("data" in error) || !isRecord(error.data)) return undefined;
  const { httpStatus: status, errorCode: code, details } = error.data;
  if (typeof status !== "number" || typeof code !== "string") return undefined;
  if (status >= 500 && status !== 503) return undefined;
  return { code, sentence: error.message, status, details: isRecord(details) ? details : {} };
}

/** What is left of each SKU that fell short, when the refusal was for want of stock. */
export function shortfall(refusal: Refusal | undefined): Readonly<Record<string, number>> | undefined {
  if (refusal?.code !== "inventory.insufficient_stock" || !isRecord(refusal.details.available))
    return undefined;
  const left = Object.entries(refusal.details.available);
  return Object.fromEntries(left.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}
