import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { headers } from "next/headers";
import { readMe } from "../account/me.ts";
import { errorsCopy } from "../copy/errors.ts";
import { placesCopy } from "../copy/places.ts";
import { NotFoundFigure } from "../shell/not-found-figure.tsx";
import { ShopLink } from "../shell/shop-link.tsx";

/** In place of an order that is none of this visitor's, or is none: both read the same, and both lead on. */
export async function OrderNotFound() {
  const [asked, me] = await Promise.all([headers(), readMe()]);
  const path = asked.get("x-path") ?? "/account";
  return (
    <EmptyState
      level={1}
      figure={<NotFoundFigure />}
      title={errorsCopy.orderNotOpen.title}
      actions={
        <>
          {me === null ? (
            <ShopLink
              className={buttonClass({ kind: "ink" })}
              href={`/sign-in?next=${encodeURIComponent(path)}`}
            >
              {placesCopy.signIn}
            </ShopLink>
          ) : (
            <ShopLink className={buttonClass({ kind: "ink" })} href="/account">
              {placesCopy.yourOrders}
            </ShopLink>
          )}
          <ShopLink className={buttonClass()} href="/">
            {placesCopy.backToShop}
          </ShopLink>
        </>
      }
    >
      {me === null ? errorsCopy.orderNotOpen.textForGuest : errorsCopy.orderNotOpen.text}
    </EmptyState>
  );
}
