import { type CartLine, type CartView, cartView } from "@scarlet/domain/cart";

/** Pieces that can be bought: what the badge and the total speak of. */
export function pieces(cart: Pick<CartView, "lines"> | undefined): number {
  const buyable = cart?.lines.filter(({ availableStock }) => availableStock > 0) ?? [];
  return buyable.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The lines as checkout takes them. Sold-out lines stay in the cart. */
export function itemsOf(cart: Pick<CartView, "lines">): { sku: string; quantity: number }[] {
  return cart.lines
    .filter(({ availableStock }) => availableStock > 0)
    .map(({ sku, quantity }) => ({ sku, quantity }));
}

const EMPTY: CartView = cartView([]);

/** The cart as it will be when the shop says yes to an added line. */
export function withAdded(cart: CartView = EMPTY, added: CartLine): CartView {
  const known = cart.lines.find(({ sku }) => sku === added.sku);
  if (known === undefined) return foreseen(cart, [...cart.lines, added]);
  return withQuantity(cart, added.sku, known.quantity + added.quantity);
}

/** The cart with another number of a line. */
export function withQuantity(cart: CartView, sku: string, quantity: number): CartView {
  const changed = (line: CartLine): CartLine => ({
    ...line,
    quantity,
    askedQuantity: quantity,
    lineTotalMinor: line.unitPriceMinor * quantity,
  });
  return foreseen(
    cart,
    cart.lines.map((line) => (line.sku === sku ? changed(line) : line)),
  );
}

/** The cart without a line. */
export function withoutLine(cart: CartView, sku: string): CartView {
  return foreseen(
    cart,
    cart.lines.filter((line) => line.sku !== sku),
  );
}

/** A cart that the shop has not answered yet is in no state that it would know. */
function foreseen({ left }: CartView, lines: readonly CartLine[]): CartView {
  return cartView(lines, { left });
}
