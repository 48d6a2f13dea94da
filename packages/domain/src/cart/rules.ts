import { CURRENCY, HOME_COUNTRY, includedVatMinor, vatOf } from "../kernel/index.ts";
import { deliveryMinor } from "./delivery.ts";
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from "./limits.ts";
import type { CartItem, CartLeft, CartLine, CartView } from "./schema.ts";

/** Adds pieces of a SKU; a line that is there already grows. */
export function addItem(items: readonly CartItem[], added: CartItem): CartItem[] {
  const known = items.some((item) => item.sku === added.sku);
  if (!known) return [...items, added];
  return items.map((item) =>
    item.sku === added.sku ? { ...added, quantity: item.quantity + added.quantity } : item,
  );
}

/** Sets the number of a line; unknown SKUs change nothing. */
export function setQuantity(items: readonly CartItem[], sku: string, quantity: number): CartItem[] {
  return items.map((item) => (item.sku === sku ? { ...item, quantity } : item));
}

/** Takes lines away. */
export function removeItems(items: readonly CartItem[], skus: readonly string[]): CartItem[] {
  return items.filter((item) => !skus.includes(item.sku));
}

/** Two carts in one, and what of the second did not fit. */
export type Merged = { readonly items: readonly CartItem[]; readonly left: readonly CartItem[] };

/**
 * Joins a guest's cart into a user's at sign-in; lines of one SKU are summed. What passes the bound on lines, or on the
 * pieces of a line, is left: nothing vanishes.
 */
export function mergeItems(items: readonly CartItem[], guest: readonly CartItem[]): Merged {
  return guest.reduce<Merged>(withMerged, { items, left: [] });
}

function withMerged({ items, left }: Merged, item: CartItem): Merged {
  const known = items.find(({ sku }) => sku === item.sku);
  if (known === undefined && items.length >= MAX_CART_LINES) return { items, left: [...left, item] };
  const room = MAX_LINE_QUANTITY - (known?.quantity ?? 0);
  const quantity = Math.min(item.quantity, room);
  const over = item.quantity - quantity;
  return {
    items: quantity > 0 ? addItem(items, { ...item, quantity }) : items,
    left: over > 0 ? [...left, { ...item, quantity: over }] : left,
  };
}

/** What can be bought of a line now: sold-out lines count for nothing. */
export function buyableQuantity(line: Pick<CartLine, "quantity" | "availableStock">): number {
  return Math.max(0, Math.min(line.quantity, line.availableStock));
}

/**
 * Sums a cart as it is shown: lines that can be bought, standard delivery, the tax inside at the shop's own rate, since
 * nobody has said yet where the things go. What is paid does not depend on it. `state`: of the cart that the lines are
 * of; none while a page only foresees them.
 */
export function cartView(
  lines: readonly CartLine[],
  { state = "", left = [] }: { readonly state?: string; readonly left?: readonly CartLeft[] } = {},
): CartView {
  const counted = lines.filter((line) => line.availableStock > 0);
  const goodsMinor = counted.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  const delivery = deliveryMinor("standard", goodsMinor);
  return {
    lines: [...lines],
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    goodsMinor,
    deliveryMinor: delivery,
    vatMinor: includedVatMinor(goodsMinor + delivery, vatOf(HOME_COUNTRY).basisPoints),
    totalMinor: goodsMinor + delivery,
    currency: CURRENCY,
    state,
    left: [...left],
  };
}
