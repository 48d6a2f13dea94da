import type { CacheHealth } from "@scarlet/domain/cache";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** The figures of the stock cache, over all processes, with the titles of products that are being written. For staff. */
export async function readCacheHealth(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products">,
): Promise<CacheHealth & { titles: Record<string, string> }> {
  authorize(ctx.actor, "stock.read");
  const health = await ctx.cacheAdmin.health();
  const ids = [...new Set(health.fences.flatMap(({ productIds }) => productIds))];
  const products = ids.length === 0 ? [] : await ctx.products.findByIds(ids);
  return { ...health, titles: Object.fromEntries(products.map(({ id, title }) => [id, title])) };
}
