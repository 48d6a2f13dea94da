"use client";

import { HOME_COUNTRY, vatOf } from "@scarlet/domain/kernel";
import { Hint } from "@scarlet/ui/forms/hint";
import { ClockIcon } from "@scarlet/ui/layout/drawings";
import { Totals } from "@scarlet/ui/order/totals";
import { useSuspenseQuery } from "@tanstack/react-query";
import { cartCopy } from "../copy/cart.ts";
import { placesCopy } from "../copy/places.ts";
import { totalsRows } from "../orders/totals-rows.ts";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { CartLines } from "./cart-lines.tsx";
import { EmptyCart } from "./empty-cart.tsx";
import { HoldButton } from "./hold-button.tsx";
import { pieces } from "./rules.ts";

/** Everything that was put in, what it comes to, and the way on. `holdWords`: how long a hold lasts. */
export function CartPage({ holdWords }: { readonly holdWords: string }) {
  const { data: cart } = useSuspenseQuery(useTRPC().cart.get.queryOptions());
  if (cart.lines.length === 0) return <EmptyCart cart={cart} />;
  return (
    <div className="wrap">
      <ShopBreadcrumbs here={placesCopy.cart} />
      <div className="list-head">
        <h1 className="title">{placesCopy.cart}</h1>
      </div>
      <div className="cart">
        <div className="cart-lines">
          <CartLines cart={cart} />
        </div>
        <aside className="summary" aria-label={cartCopy.total}>
          <h2 className="subheading figure">{cartCopy.things(pieces(cart))}</h2>
          <Totals rows={totalsRows({ ...cart, vatBasisPoints: vatOf(HOME_COUNTRY).basisPoints })} />
          <HoldButton cart={cart} hintId="hold-hint" />
          <Hint icon={ClockIcon} id="hold-hint">
            {cartCopy.hold.hint(holdWords)}
          </Hint>
        </aside>
      </div>
    </div>
  );
}
