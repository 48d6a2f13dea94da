import { removeItems } from "@scarlet/domain/cart";
import type { OrderView, PlaceOrderInput } from "@scarlet/domain/orders";
import { ownerKeyOf } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { intentOf, remembered } from "../kernel/index.ts";
import { type HoldOrderContext, holdOrder } from "./hold-order.ts";
import { reviveOrder } from "./order-access.ts";

/**
 * "Hold and check out": holds the lines as the buyer saw them and takes them out of the cart once they are held. A
 * refusal leaves the cart as it was. Raises what `placeOrder` raises.
 */
export async function checkOut(
  ctx: HoldOrderContext & Pick<ServiceContext, "idempotency" | "carts">,
  input: { readonly items: NonNullable<PlaceOrderInput["items"]> },
  key: string | undefined,
): Promise<OrderView> {
  const ownerKey = ownerKeyOf(ctx.actor);
  const intent = intentOf(ctx, "orders.checkout", key, input);
  const order = (await remembered(ctx, intent, reviveOrder)) ?? (await holdOrder(ctx, intent, input));
  // Also when the answer was remembered: the first try may have ended between the hold and this line.
  const skus = order.lines.map((line) => line.sku);
  await ctx.carts.change(ownerKey, (items) => removeItems(items, skus));
  return order;
}
