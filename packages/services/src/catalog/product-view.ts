import {
  type CacheOutcome,
  type Product,
  type ProductCard,
  type ProductView,
  worstOf,
} from "@scarlet/domain/catalog";
import type { ProductStock } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../context/index.ts";

/** What a catalog read needs: words from the cache, stock read now, and what the caller has seen of it before. */
export type CatalogContext = Pick<ServiceContext, "products" | "catalogCache" | "stockReader" | "seen">;

/** Views by the stock that they show. What a reader of stock handed out never changes, nor do words of one version. */
type Made<V> = WeakMap<ProductStock, { readonly product: Product; readonly view: V }>;
const madeCards: Made<ProductCard> = new WeakMap();
const madeViews: Made<ProductView> = new WeakMap();

/** The view of the same product with the same stock is made once. Nobody may change it, so it is frozen. */
function once<V extends ProductCard>(
  made: Made<V>,
  product: Product,
  stock: ProductStock | undefined,
  make: () => V,
): V {
  const known = stock && made.get(stock);
  if (known?.product === product) return known.view;
  const view = make();
  for (const sku of view.skus) Object.freeze(sku);
  Object.freeze(view.skus);
  Object.freeze(view);
  if (stock) made.set(stock, { product, view });
  return view;
}

/** A product with its stock. Without stock rows everything is out. */
export function productCard(product: Product, stock: ProductStock | undefined): ProductCard {
  return once(madeCards, product, stock, () => cardOf(product, stock));
}

/** The product page's view: the card's fields and the words. */
export function productView(product: Product, stock: ProductStock | undefined): ProductView {
  return once(madeViews, product, stock, () => {
    const { description, materials, dimensions, care, options } = product;
    return { ...productCard(product, stock), description, materials, dimensions, care, options };
  });
}

function cardOf(product: Product, stock: ProductStock | undefined): ProductCard {
  const rows = new Map(stock?.skus.map((row) => [row.sku, row]));
  const skus = product.skus.map(({ sku, options, priceMinor, art }) => {
    const row = rows.get(sku);
    const lowStockAt = row?.lowStockAt ?? product.lowStockAt;
    const held = (row?.reserved ?? 0) > 0;
    return { sku, options, priceMinor, art, availableStock: row?.available ?? 0, lowStockAt, held };
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

/**
 * Stock, and the words and prices that go with it: stock is read first and names their version, so that a price is
 * never older than the figure beside it. The products are in the order of the ids.
 */
export async function readTogether(
  ctx: CatalogContext,
  ids: readonly string[],
): Promise<{
  readonly stock: ReadonlyMap<string, ProductStock>;
  readonly products: readonly Product[];
  readonly outcome: CacheOutcome;
}> {
  const outcomes: CacheOutcome[] = [];
  const stock = await ctx.stockReader.readStock(ids, {
    ...(ctx.seen && { minVersions: ctx.seen }),
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  const versions = new Map([...stock].map(([id, { contentVersion }]) => [id, contentVersion]));
  const load = (missing: readonly string[]) => ctx.products.findByIds(missing);
  const { value, outcome } = await ctx.catalogCache.productsByIds(ids, load, versions);
  return { stock, products: value, outcome: worstOf([...outcomes, outcome]) };
}

/** Cards of these products in this order. Those that left the shop since the list was made are left out. */
export async function readCards(
  ctx: CatalogContext,
  ids: readonly string[],
): Promise<{ readonly cards: ProductCard[]; readonly outcome: CacheOutcome }> {
  if (ids.length === 0) return { cards: [], outcome: "hit" };
  const { stock, products: value, outcome } = await readTogether(ctx, ids);
  const known = new Map(value.map((product) => [product.id, product]));
  const cards = ids.flatMap((id) => {
    const product = known.get(id);
    return product?.status === "published" ? [productCard(product, stock.get(id))] : [];
  });
  return { cards, outcome };
}
