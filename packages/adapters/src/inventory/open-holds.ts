import { all, Field, type Filter } from "../mongo/index.ts";

/** The status of an order that is a hold. */
export const HOLDING = "pending";

/** Open holds on any of these products. */
export function holdsOn(productIds: Iterable<string>): Filter {
  return all(Field.eq("status", HOLDING), Field.in("productIds", [...productIds]));
}

/** Open holds whose end has come. They count as free from then on; their release is written later. */
export function endedBy(now: Date): Filter {
  return all(Field.eq("status", HOLDING), Field.lte("holdExpiresAt", now));
}
