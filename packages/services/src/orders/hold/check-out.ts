import { type Cart, cartChanged, removeItems } from "@scarlet/domain/cart";
import { type CheckoutInput, effectiveStatus, type Order, type OrderView } from "@scarlet/domain/orders";
import { ownerKeyOf } from "../../accounts/index.ts";
import { cartStateOf } from "../../cart/index.ts";
import type { ServiceContext } from "../../context/index.ts";
import { answerOnce, type IdempotentRequest } from "../../kernel/index.ts";
import { getOrder } from "../get-order.ts";
import { reviveOrder, viewFor } from "../order-access.ts";
import { type HoldOrderContext, holdOrder } from "./hold-order.ts";
import { openHoldsOf } from "./list-held.ts";

type CheckOutContext = HoldOrderContext & Pick<ServiceContext, "idempotency" | "carts" | "orders" | "clock">;

/**
 * "Hold and check out": holds the lines as the buyer saw them and takes them out of the cart once they are held. A
 * refusal leaves the cart as it was. A cart in one state is held once, from however many windows: the state is the
 * intent's key, and whoever comes later is led to the first hold.
 * Raises `cart.changed` and what `placeOrder` raises save what it says of keys.
 */
export async function checkOut(ctx: CheckOutContext, input: CheckoutInput): Promise<OrderView> {
  const ownerKey = ownerKeyOf(ctx.actor);
  const cart = await ctx.carts.read(ownerKey);
  const state = input.cart ?? cartStateOf(cart);
  const request: IdempotentRequest<OrderView> = {
    route: "orders.checkout",
    key: state,
    input: { state },
    revive: reviveOrder,
    onRepeat: (known) => firstHold(ctx, known, ownerKey),
  };
  return answerOnce(ctx, request, async (intent) => {
    if (state !== cartStateOf(cart) || !hasItems(cart, input.items))
      return existingHold(ctx, ownerKey, input.items);
    const order = await holdOrder(ctx, intent, { items: input.items });
    await removeFromCart(ctx, ownerKey, order);
    return order;
  });
}

type Items = CheckoutInput["items"];

/** Whether a cart has these pieces. A caller that never wrote a cart, such as a program, may name any items. */
function hasItems({ items, version }: Cart, asked: Items): boolean {
  if (version === 0) return true;
  return asked.every(({ sku, quantity }) =>
    items.some((item) => item.sku === sku && item.quantity >= quantity),
  );
}

/** The hold that another window made of this state of the cart, as it is now. */
async function firstHold(ctx: CheckOutContext, known: OrderView, ownerKey: string): Promise<OrderView> {
  // The first request may have ended between the hold and this.
  await removeFromCart(ctx, ownerKey, known);
  return getOrder(ctx, { id: known.id });
}

async function removeFromCart(
  ctx: Pick<ServiceContext, "carts">,
  ownerKey: string,
  { lines }: Pick<OrderView, "lines">,
): Promise<void> {
  const skus = lines.map((line) => line.sku);
  await ctx.carts.change(ownerKey, (items) => removeItems(items, skus));
}

/** The cart has changed since the caller saw it: answers their open hold of exactly these items. Raises `cart.changed` when there is none. */
async function existingHold(ctx: CheckOutContext, ownerKey: string, items: Items): Promise<OrderView> {
  const now = await ctx.clock.now();
  const open = await openHoldsOf(ctx, ownerKey, now);
  const held = open.find((order) => effectiveStatus(order, now) === "pending" && matchesItems(order, items));
  if (held === undefined) throw cartChanged();
  return viewFor(ctx.actor, held, now);
}

function matchesItems({ lines }: Order, items: Items): boolean {
  return (
    lines.length === items.length &&
    lines.every((line) => items.some(({ sku, quantity }) => sku === line.sku && quantity === line.quantity))
  );
}
