import { type CartView, lineNotFound, setQuantity } from "@scarlet/domain/cart";
import { productNotFound } from "@scarlet/domain/catalog";
import { insufficientStock } from "@scarlet/domain/inventory";
import { ownerKeyOf } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { explainShortage } from "./explain-shortage.ts";
import { type CartReadContext, findBuyable, showCart } from "./show-cart.ts";

/**
 * Sets how many of a line the visitor wants. Where fewer are left the cart keeps what is left, and the answer's
 * `askedQuantity` tells what was asked for. Raises `cart.line_not_found`, `inventory.insufficient_stock` when none is
 * left, `catalog.product_not_found`, `accounts.unauthenticated`.
 */
export async function changeQuantity(
  ctx: CartReadContext & Pick<ServiceContext, "actor" | "carts" | "orders" | "clock">,
  input: { readonly sku: string; readonly quantity: number },
): Promise<CartView> {
  const ownerKey = ownerKeyOf(ctx.actor);
  const { sku } = input;
  const found = await findBuyable(ctx, sku);
  if (found === null) throw productNotFound(sku);
  if (found.available <= 0) throw await explainShortage(ctx, ownerKey, insufficientStock({ [sku]: 0 }));
  const quantity = Math.min(input.quantity, found.available);
  const cart = await ctx.carts.change(ownerKey, (items) => {
    if (!items.some((item) => item.sku === sku)) throw lineNotFound(sku);
    return setQuantity(items, sku, quantity);
  });
  const view = await showCart(ctx, cart);
  const lines = view.lines.map((line) =>
    line.sku === sku ? { ...line, askedQuantity: input.quantity } : line,
  );
  return { ...view, lines };
}
