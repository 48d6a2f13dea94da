import type { CartView } from "@scarlet/domain/cart";
import type { ServiceContext } from "../context/index.ts";
import { getCart } from "./get-cart.ts";
import { mergeCarts } from "./merge-carts.ts";
import type { CartReadContext } from "./show-cart.ts";

/**
 * Tries once more to bring over what stayed with the browser's guest at sign-in, for when there is room again. May be
 * repeated. Raises `accounts.unauthenticated`.
 */
export async function retryCartMerge(
  ctx: CartReadContext & Pick<ServiceContext, "actor" | "carts">,
): Promise<CartView> {
  if (ctx.guestId !== undefined) await mergeCarts(ctx, { guestId: ctx.guestId });
  return getCart(ctx);
}
