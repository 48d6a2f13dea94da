import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { headers } from "next/headers";
import { readMe } from "../account/me.ts";
import { errorsCopy } from "../copy/errors.ts";
import { placesCopy } from "../copy/places.ts";
import { ShopLink } from "../shell/shop-link.tsx";

/** In place of an order that is none of this visitor's, or is none: both read the same, and both lead on. */
export async function OrderNotFound() {
  const [asked, me] = await Promise.all([headers(), readMe()]);
  const path = asked.get("x-path") ?? "/account";
  return (
    <EmptyState
      figure={
        <div className="empty-state-figure figure" aria-hidden="true">
          4<i className="dot" />4
        </div>
      }
      title={errorsCopy.orderNotOpen.title}
      lead={me === null ? errorsCopy.orderNotOpen.textForGuest : errorsCopy.orderNotOpen.text}
    >
      <div className="empty-state-actions">
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
      </div>
    </EmptyState>
  );
}
