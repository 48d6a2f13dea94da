import type { CachedProduct } from "@scarlet/domain/cache";
import { productNotFound } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";

/** These products as Redis and the database have them, with their names and how often each was read of late. */
export async function describeProducts(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products">,
  ids: readonly string[],
  reads: ReadonlyMap<string, number>,
): Promise<CachedProduct[]> {
  if (ids.length === 0) return [];
  const [inspections, products] = await Promise.all([
    ctx.cacheAdmin.inspect(ids),
    ctx.products.findByIds(ids),
  ]);
  const known = new Map(products.map((product) => [product.id, product]));
  return inspections.flatMap((inspection) => {
    const product = known.get(inspection.productId);
    if (product === undefined) return [];
    const { slug, title, art } = product;
    return [{ ...inspection, slug, title, art, reads: reads.get(inspection.productId) ?? null }];
  });
}

/** One of them. Raises `catalog.product_not_found`. */
export async function describeProduct(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products">,
  productId: string,
): Promise<CachedProduct> {
  const [found] = await describeProducts(ctx, [productId], new Map());
  if (found === undefined) throw productNotFound(productId);
  return found;
}
