import { unauthenticated } from "@scarlet/domain/accounts";
import { MAX_CART_LINES, mergeItems, removeItems } from "@scarlet/domain/cart";
import { actorKey } from "@scarlet/domain/kernel";
import type { ServiceContext } from "../context/index.ts";

/**
 * Joins a guest's cart into that of the person who has just signed in; lines of one SKU are summed. May be repeated: a
 * guest's cart counts once in each of its versions. Raises `accounts.unauthenticated`.
 */
export async function mergeCarts(
  ctx: Pick<ServiceContext, "actor" | "carts">,
  input: { readonly guestId: string },
): Promise<void> {
  if (ctx.actor.kind !== "user") throw unauthenticated();
  const guestKey = `guest:${input.guestId}`;
  const guest = await ctx.carts.read(guestKey);
  if (guest.items.length === 0) return;
  const once = `merge:${guestKey}:${guest.version}`;
  const merge = (items: Parameters<typeof mergeItems>[0]) =>
    mergeItems(items, guest.items).slice(0, MAX_CART_LINES);
  await ctx.carts.change(actorKey(ctx.actor), merge, once);
  const merged = guest.items.map((item) => item.sku);
  await ctx.carts.change(guestKey, (items) => removeItems(items, merged));
}
