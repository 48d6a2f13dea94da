import { unauthenticated } from "@scarlet/domain/accounts";
import { type CartItem, mergeItems } from "@scarlet/domain/cart";
import { actorKey } from "@scarlet/domain/kernel";
import type { ServiceContext } from "../context/index.ts";

/**
 * Joins a guest's cart into that of the person who has signed in; lines of one SKU are summed. What does not fit stays
 * in the guest's cart and is answered. May be repeated: a guest's cart counts once in each of its versions.
 * Raises `accounts.unauthenticated`.
 */
export async function mergeCarts(
  ctx: Pick<ServiceContext, "actor" | "carts">,
  input: { readonly guestId: string },
): Promise<readonly CartItem[]> {
  if (ctx.actor.kind !== "user") throw unauthenticated();
  const guestKey = `guest:${input.guestId}`;
  const guest = await ctx.carts.read(guestKey);
  if (guest.items.length === 0) return [];
  let left: readonly CartItem[] | undefined;
  const once = `merge:${guestKey}:${guest.version}`;
  const mine = await ctx.carts.change(
    actorKey(ctx.actor),
    (items) => {
      const merged = mergeItems(items, guest.items);
      left = merged.left;
      return merged.items;
    },
    once,
  );
  // Merged before, by a sign-in that ended right after: what is not in the person's cart did not fit.
  const kept = left ?? guest.items.filter(({ sku }) => !mine.items.some((item) => item.sku === sku));
  await ctx.carts.change(guestKey, (items) => afterMerge(items, guest.items, kept));
  return kept;
}

/** The guest's cart without what was merged; what another window put in meanwhile stays. */
function afterMerge(
  items: readonly CartItem[],
  merged: readonly CartItem[],
  kept: readonly CartItem[],
): readonly CartItem[] {
  return [...kept, ...items.filter(({ sku }) => !merged.some((item) => item.sku === sku))];
}
