import { type CartView, removeItems } from "@scarlet/domain/cart";
import { ownerKeyOf } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { type CartReadContext, showCart } from "./show-cart.ts";

/** Takes a line out of the visitor's cart; a line that is not there is out already. Raises `accounts.unauthenticated`. */
export async function removeLine(
  ctx: CartReadContext & Pick<ServiceContext, "actor" | "carts">,
  input: { readonly sku: string },
): Promise<CartView> {
  const ownerKey = ownerKeyOf(ctx.actor);
  const cart = await ctx.carts.change(ownerKey, (items) => removeItems(items, [input.sku]));
  return showCart(ctx, cart);
}
