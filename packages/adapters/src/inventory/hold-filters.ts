import { all, Field, type Filter, idParam } from "../mongo/index.ts";

/** The status of an order that is a hold. */
export const HOLDING = "pending";

/** Open holds on any of these products. */
export function holdsOn(productIds: Iterable<string>): Filter {
  return all(Field.eq("status", HOLDING), Field.in("productIds", [...productIds]));
}

/**
 * Open holds whose end has come, without those named. They count as free from then on; their release is written later.
 */
export function endedBy(now: Date, without: readonly string[] = []): Filter {
  const ended = [Field.eq("status", HOLDING), Field.lte("holdExpiresAt", now)];
  return all(...ended, ...(without.length === 0 ? [] : [Field.nin("_id", without.map(idParam))]));
}
