import type { Refusal } from "@scarlet/web/trpc/refusal";

/** Whether something of what fell short is on hold for this very visitor. */
export function isYours(refusal: Refusal | undefined): boolean {
  return Array.isArray(refusal?.details.yours) && refusal.details.yours.length > 0;
}

/** How many are left of each SKU that fell short; undefined where that is not why the shop refused. */
export function shortfall(refusal: Refusal | undefined): Readonly<Record<string, number>> | undefined {
  const left = refusal?.details.available;
  if (refusal?.code !== "inventory.insufficient_stock" || typeof left !== "object" || left === null)
    return undefined;
  const counts = Object.entries(left).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return Object.fromEntries(counts);
}
