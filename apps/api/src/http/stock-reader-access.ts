import { authorize } from "@scarlet/services/accounts";
import { UNUSED_HEADER, type Visitor, type VisitorParts, visitorOf } from "../session.ts";

/**
 * Raises `accounts.unauthenticated` and `accounts.forbidden` unless whoever sent these headers may read stock at this
 * moment. It looks their session up anew each time, and keeps none alive by it: a page that is left open must not stay
 * signed in for ever.
 */
export async function authorizeStockReader(
  sent: Headers,
  app: Visitor["app"],
  visitors: VisitorParts,
): Promise<void> {
  const headers = new Headers(sent);
  headers.set(UNUSED_HEADER, "1");
  const caller = await visitorOf(() => headers, app, visitors).whoAsks();
  authorize(caller, "stock.read");
}
