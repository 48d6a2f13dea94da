import { type Cached, type ProductView, productNotFound } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";
import { productView } from "./product-view.ts";

/** One product with its stock as it is now. Raises `catalog.product_not_found`. */
export async function getProduct(
  ctx: Pick<ServiceContext, "products" | "catalogCache" | "stockReader">,
  input: { readonly slug: string },
): Promise<Cached<ProductView>> {
  const { value: product, outcome } = await ctx.catalogCache.productBySlug(input.slug, () =>
    ctx.products.findBySlug(input.slug),
  );
  if (product === null || product.status !== "published") throw productNotFound(input.slug);
  const stock = await ctx.stockReader.readStock([product.id]);
  return { value: productView(product, stock.get(product.id)), outcome };
}
