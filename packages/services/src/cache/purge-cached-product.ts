import type { CachedProduct } from "@scarlet/domain/cache";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { describeProduct } from "./describe-products.ts";

/**
 * Takes one product out of every cache, its content and prices too: whatever was edited by hand in the database is shown
 * from then on. Raises `catalog.product_not_found` and `service.unavailable`.
 */
export async function purgeCachedProduct(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products" | "catalogCache">,
  input: { readonly productId: string },
): Promise<CachedProduct> {
  authorize(ctx.actor, "cache.purge");
  await describeProduct(ctx, input.productId);
  await ctx.catalogCache.invalidateProduct(input.productId);
  await ctx.cacheAdmin.purge(input.productId);
  return describeProduct(ctx, input.productId);
}
