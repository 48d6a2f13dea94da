import type { CacheOutcome, Product, ProductCard, ProductView } from "@scarlet/domain/catalog";
import type { ProductStock } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../context/index.ts";

/** What a catalog read needs: words from the cache, stock read now. */
export type CatalogContext = Pick<ServiceContext, "products" | "catalogCache" | "stockReader">;

/** A product with its stock. Without stock rows everything is out. */
export function productCard(product: Product, stock: ProductStock | undefined): ProductCard {
  const rows = new Map(stock?.skus.map((row) => [row.sku, row]));
  const skus = product.skus.map(({ sku, options, priceMinor, art }) => {
    const row = rows.get(sku);
    const lowStockAt = row?.lowStockAt ?? product.lowStockAt;
    return { sku, options, priceMinor, art, availableStock: row?.available ?? 0, lowStockAt };
  });
  return {
    id: product.id,
    slug: product.slug,
    title: product.title,
    category: product.category,
    priceMinor: product.priceMinor,
    currency: product.currency,
    lowStockAt: product.lowStockAt,
    art: product.art,
    publishedAt: product.publishedAt,
    availableStock: skus.reduce((sum, sku) => sum + sku.availableStock, 0),
    stockVersion: stock?.version ?? 0,
    freeAt: stock?.freeAt ?? null,
    skus,
  };
}

/** The product page's view: the card's fields and the words. */
export function productView(product: Product, stock: ProductStock | undefined): ProductView {
  const { description, materials, dimensions, care, options } = product;
  return { ...productCard(product, stock), description, materials, dimensions, care, options };
}

/** Cards of these products in this order. Those that left the shop since the list was made are left out. */
export async function readCards(
  ctx: CatalogContext,
  ids: readonly string[],
): Promise<{ readonly cards: ProductCard[]; readonly outcome: CacheOutcome }> {
  if (ids.length === 0) return { cards: [], outcome: "hit" };
  const [{ value, outcome }, stock] = await Promise.all([
    ctx.catalogCache.productsByIds(ids, (missing) => ctx.products.findByIds(missing)),
    ctx.stockReader.readStock(ids),
  ]);
  const known = new Map(value.map((product) => [product.id, product]));
  const cards = ids.flatMap((id) => {
    const product = known.get(id);
    return product?.status === "published" ? [productCard(product, stock.get(id))] : [];
  });
  return { cards, outcome };
}

const WORST_FIRST = ["bypass", "miss", "hit"] as const satisfies readonly CacheOutcome[];

/** The outcome of an answer that took several reads: the worst of them. */
export function worstOf(outcomes: readonly CacheOutcome[]): CacheOutcome {
  return WORST_FIRST.find((each) => outcomes.includes(each)) ?? "hit";
}
