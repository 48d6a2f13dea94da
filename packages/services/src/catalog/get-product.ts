import { type Cached, type Product, type ProductView, productNotFound } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";
import { type CatalogContext, productView, readTogether } from "./product-view.ts";

/** One product with its stock as it is now. Raises `catalog.product_not_found`. */
export async function getProduct(
  ctx: CatalogContext & Pick<ServiceContext, "popularity">,
  input: { readonly slug: string },
): Promise<Cached<ProductView>> {
  const read = await readBySlug(ctx, input.slug);
  ctx.popularity.seen(read.value.id);
  return read;
}

/** The same for whoever does not look at its page. Raises `catalog.product_not_found`. */
export async function readBySlug(ctx: CatalogContext, slug: string): Promise<Cached<ProductView>> {
  const found = await ctx.catalogCache.bySlug(slug, {
    read: (id) => readById(ctx, id, slug),
    find: () => ctx.products.findBySlug(slug),
  });
  if (found === null) throw productNotFound(slug);
  return found;
}

/** The product of this id with its stock. Null when it is not there, not published, or has another slug by now. */
async function readById(ctx: CatalogContext, id: string, slug: string): Promise<Cached<ProductView> | null> {
  const { stock, products, outcome } = await readTogether(ctx, [id]);
  const [product] = products;
  if (!product || !isShown(product, slug)) return null;
  return { value: productView(product, stock.get(id)), outcome };
}

function isShown(product: Product, slug: string): boolean {
  return product.slug === slug && product.status === "published";
}
