import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { headers } from "next/headers";
import { readMe } from "../account/me.ts";
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
      title="This order is not open here."
      lead={
        me === null
          ? "Bought without an account? Use the link in the newest mail about your order: it opens in any browser for 30 days. Bought with one? Sign in."
          : "It is not one of yours. Bought without an account? Use the link in the newest mail about your order: it opens in any browser for 30 days."
      }
    >
      <div className="empty-state-actions">
        {me === null ? (
          <ShopLink
            className={buttonClass({ kind: "ink" })}
            href={`/sign-in?next=${encodeURIComponent(path)}`}
          >
            Sign in
          </ShopLink>
        ) : (
          <ShopLink className={buttonClass({ kind: "ink" })} href="/account">
            Your orders
          </ShopLink>
        )}
        <ShopLink className={buttonClass()} href="/">
          Back to the shop
        </ShopLink>
      </div>
    </EmptyState>
  );
}
