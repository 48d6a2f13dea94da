import type { CacheHistory, CacheSpan } from "@scarlet/domain/cache";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** What was read from where over a span. For staff. */
export async function readCacheHistory(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin">,
  input: { readonly span: CacheSpan },
): Promise<CacheHistory> {
  authorize(ctx.actor, "stock.read");
  return ctx.cacheAdmin.history(input.span);
}
