import type { CachedProduct } from "@scarlet/domain/cache";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { describeProducts } from "./describe-products.ts";

/** The list shows no more products than this. */
const MAX_LISTED_PRODUCTS = 20;

/** The products that are read most, or those that `q` finds, each as Redis and the database have it. For staff. */
export async function listCachedProducts(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products" | "popularity">,
  input: { readonly q?: string | undefined },
): Promise<CachedProduct[]> {
  authorize(ctx.actor, "stock.read");
  const popular = await ctx.popularity.top(MAX_LISTED_PRODUCTS);
  const reads = new Map(popular.map((each) => [each.productId, each.reads]));
  if (input.q === undefined || input.q === "") return describeProducts(ctx, [...reads.keys()], reads);
  const { entries } = await ctx.products.listHead({ q: input.q, sort: "title" });
  return describeProducts(
    ctx,
    entries.slice(0, MAX_LISTED_PRODUCTS).map(({ id }) => id),
    reads,
  );
}
