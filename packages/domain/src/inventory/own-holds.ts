import { isDomainError } from "../kernel/index.ts";
import { insufficientStock, type OwnHold } from "./errors.ts";
import type { OpenHold } from "./ports.ts";

/** How many open holds of one owner are read at once: more than the limits of holds allow anybody. */
export const MAX_LISTED_HOLDS = 24;

/** Adds the buyer's own open holds of the SKUs that fell short to `inventory.insufficient_stock`. Any other error is returned as it is. */
export function withOwnHolds(refusal: unknown, own: readonly OpenHold[]): unknown {
  if (!isDomainError(refusal) || refusal.code !== "inventory.insufficient_stock") return refusal;
  const available = (refusal.details.available ?? {}) as Record<string, number>;
  const yours = own.flatMap((hold) => ownHoldOf(hold, Object.keys(available)));
  return yours.length === 0 ? refusal : insufficientStock(available, yours);
}

function ownHoldOf({ id, lines, holdExpiresAt }: OpenHold, skus: readonly string[]): OwnHold[] {
  return lines
    .filter(({ sku, quantity }) => quantity > 0 && skus.includes(sku))
    .map(({ sku, quantity }) => ({ orderId: id, sku, quantity, holdExpiresAt }));
}
