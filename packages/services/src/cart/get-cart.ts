import { type CartView, cartView } from "@scarlet/domain/cart";
import { actorKey } from "@scarlet/domain/kernel";
import type { ServiceContext } from "../context/index.ts";
import { type CartReadContext, showCart } from "./show-cart.ts";

/** The visitor's cart, with prices and stock as they are now. Whoever has none yet sees an empty one. */
export async function getCart(
  ctx: CartReadContext & Pick<ServiceContext, "actor" | "carts">,
): Promise<CartView> {
  if (ctx.actor.kind !== "user" && ctx.actor.kind !== "guest") return cartView([]);
  const cart = await ctx.carts.read(actorKey(ctx.actor));
  return showCart(ctx, cart);
}
