import {
  type AddToCartInput,
  addItem,
  type CartItem,
  type CartView,
  cartFull,
  MAX_CART_LINES,
} from "@scarlet/domain/cart";
import { productNotFound } from "@scarlet/domain/catalog";
import { insufficientStock } from "@scarlet/domain/inventory";
import { ownerKeyOf } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { explainShortage } from "./explain-shortage.ts";
import { type CartReadContext, findBuyable, showCart } from "./show-cart.ts";

/**
 * Adds pieces of a SKU to the visitor's cart. It holds nothing, but asks the shelf: more than are left, together with
 * what the cart has already, is refused. With a key the same add counts once.
 * Raises `catalog.product_not_found`, `inventory.insufficient_stock`, `cart.full`, `accounts.unauthenticated`.
 */
export async function addToCart(
  ctx: CartReadContext & Pick<ServiceContext, "actor" | "carts" | "orders" | "clock">,
  input: AddToCartInput,
  key?: string,
): Promise<CartView> {
  const ownerKey = ownerKeyOf(ctx.actor);
  const found = await findBuyable(ctx, input.sku);
  if (found === null) throw productNotFound(input.sku);
  const added: CartItem = {
    sku: input.sku,
    productId: found.productId,
    quantity: input.quantity,
    seenPriceMinor: found.priceMinor,
  };
  try {
    const cart = await ctx.carts.change(ownerKey, (items) => withAdded(items, added, found.available), key);
    return await showCart(ctx, cart);
  } catch (refusal) {
    throw await explainShortage(ctx, ownerKey, refusal);
  }
}

function withAdded(items: readonly CartItem[], added: CartItem, available: number): CartItem[] {
  const grown = addItem(items, added);
  const line = grown.find(({ sku }) => sku === added.sku);
  if ((line?.quantity ?? 0) > available) throw insufficientStock({ [added.sku]: available });
  if (grown.length > MAX_CART_LINES) throw cartFull();
  return grown;
}
