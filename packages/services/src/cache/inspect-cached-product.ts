import type { CachedProduct } from "@scarlet/domain/cache";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { describeProduct } from "./describe-products.ts";

/** One product as Redis has it and as the database has it. For staff. Raises `catalog.product_not_found`. */
export async function inspectCachedProduct(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products">,
  input: { readonly productId: string },
): Promise<CachedProduct> {
  authorize(ctx.actor, "stock.read");
  return describeProduct(ctx, input.productId);
}
