"use client";

import type { CartView } from "@scarlet/domain/cart";
import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { cartCopy } from "../copy/cart.ts";
import { placesCopy } from "../copy/places.ts";
import { HeldNotice } from "../orders/held-notice.tsx";
import { useHeld } from "../orders/use-held.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { DidNotFitNotice } from "./did-not-fit-notice.tsx";

/** A cart without anything in it; what is on hold, or found no room at sign-in, is not lost and is named. */
export function EmptyCart({ cart }: { readonly cart: CartView }) {
  const held = useHeld(true);
  return (
    <>
      <EmptyState
        level={1}
        figure={<i className="dot" />}
        title={cartCopy.empty.title}
        actions={
          <ShopLink className={buttonClass({ kind: "ink" })} href="/products">
            {placesCopy.seeWhatIsHere}
          </ShopLink>
        }
      >
        {cartCopy.empty.text}
      </EmptyState>
      <div className="wrap cart-notices">
        {held.map((order) => (
          <HeldNotice
            key={order.id}
            pieces={{ order, quantity: order.lines.reduce((sum, line) => sum + line.quantity, 0) }}
          />
        ))}
        <DidNotFitNotice cart={cart} />
      </div>
    </>
  );
}
