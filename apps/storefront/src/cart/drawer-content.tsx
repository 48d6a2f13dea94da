"use client";

import type { CartView } from "@scarlet/domain/cart";
import { buttonClass } from "@scarlet/ui/actions/button";
import { Totals } from "@scarlet/ui/order/totals";
import { cartCopy } from "../copy/cart.ts";
import { placesCopy } from "../copy/places.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { CartLines } from "./cart-lines.tsx";
import { HoldButton } from "./hold-button.tsx";

/** The lines, or that there are none. */
export function DrawerContent({
  cart,
  onClose,
}: {
  readonly cart: CartView | undefined;
  readonly onClose: () => void;
}) {
  if (cart === undefined) return <p className="quiet">{cartCopy.drawer.reading}</p>;
  if (cart.lines.length > 0) return <CartLines cart={cart} small />;
  return (
    <div className="drawer-empty">
      <p className="lead">{cartCopy.empty.title}</p>
      <p className="quiet">{cartCopy.empty.text}</p>
      <ShopLink className={buttonClass({ kind: "ink" })} href="/products" onClick={onClose}>
        {placesCopy.seeWhatIsHere}
      </ShopLink>
    </div>
  );
}

/** What it comes to, and the way on. */
export function DrawerFoot({ cart, onClose }: { readonly cart: CartView; readonly onClose: () => void }) {
  return (
    <>
      <Totals rows={[{ name: cartCopy.total, amount: cart.totalMinor, kind: "only" }]} />
      <HoldButton cart={cart} />
      <ShopLink className={buttonClass({ kind: "bare", wide: true })} href="/cart" onClick={onClose}>
        {placesCopy.viewCart}
      </ShopLink>
    </>
  );
}
