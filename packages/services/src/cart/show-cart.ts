import {
  buyableQuantity,
  type Cart,
  type CartItem,
  type CartLeft,
  type CartLine,
  type CartView,
  cartView,
} from "@scarlet/domain/cart";
import type { Product } from "@scarlet/domain/catalog";
import type { ProductStock } from "@scarlet/domain/inventory";
import { type CatalogContext, readTogether } from "../catalog/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { cartStateOf } from "./cart-state.ts";

export type CartReadContext = CatalogContext & Pick<ServiceContext, "actor" | "carts" | "guestId">;

/**
 * A cart as it is shown: every line with its price and stock as they are now. A line asks for what it asked for and
 * shows what can be had of it; a sold-out line stays; a product that left the shop does not.
 */
export async function showCart(ctx: CartReadContext, cart: Cart): Promise<CartView> {
  const { items } = cart;
  const left = await leftWithGuest(ctx);
  const state = cartStateOf(cart);
  const ids = [...new Set([...items, ...left].map((item) => item.productId))];
  if (ids.length === 0) return cartView([], { state });
  const { products, stock } = await readTogether(ctx, ids);
  const known = new Map(products.map((product) => [product.id, product]));
  return cartView(
    items.flatMap((item) => cartLine(item, known.get(item.productId), stock.get(item.productId))),
    { state, left: left.flatMap((item) => leftLine(item, known.get(item.productId))) },
  );
}

/** What stayed with this browser's guest when the person signed in. */
async function leftWithGuest({ actor, carts, guestId }: CartReadContext): Promise<readonly CartItem[]> {
  if (actor.kind !== "user" || guestId === undefined) return [];
  return (await carts.read(`guest:${guestId}`)).items;
}

function leftLine({ sku, quantity }: CartItem, product?: Product): CartLeft[] {
  const form = product?.skus.find((each) => each.sku === sku);
  if (product === undefined || form === undefined || product.status !== "published") return [];
  return [{ sku, slug: product.slug, title: product.title, options: form.options, quantity }];
}

function cartLine(item: CartItem, product?: Product, stock?: ProductStock): CartLine[] {
  const form = product?.skus.find((each) => each.sku === item.sku);
  if (product === undefined || form === undefined || product.status !== "published") return [];
  const row = stock?.skus.find((each) => each.sku === item.sku);
  const availableStock = row?.available ?? 0;
  const quantity = buyableQuantity({ quantity: item.quantity, availableStock }) || item.quantity;
  return [
    {
      sku: item.sku,
      productId: product.id,
      slug: product.slug,
      title: product.title,
      options: form.options,
      art: form.art,
      quantity,
      askedQuantity: item.quantity,
      unitPriceMinor: form.priceMinor,
      seenPriceMinor: item.seenPriceMinor,
      lineTotalMinor: form.priceMinor * quantity,
      availableStock,
      lowStockAt: row?.lowStockAt ?? product.lowStockAt,
      stockVersion: stock?.version ?? 0,
    },
  ];
}

/** A published product by one of its SKUs, with that SKU's price and what is left of it now. */
export async function findBuyable(
  ctx: Pick<ServiceContext, "products" | "stockReader">,
  sku: string,
): Promise<{ readonly productId: string; readonly priceMinor: number; readonly available: number } | null> {
  const products = await ctx.products.findBySkus([sku]);
  const product = products.find(({ status }) => status === "published");
  const form = product?.skus.find((each) => each.sku === sku);
  if (product === undefined || form === undefined) return null;
  const stock = (await ctx.stockReader.readStock([product.id])).get(product.id);
  const available = stock?.skus.find((row) => row.sku === sku)?.available ?? 0;
  return { productId: product.id, priceMinor: form.priceMinor, available };
}
