import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import type { Metadata } from "next";
import { ShopLink } from "../shell/shop-link.tsx";

export const metadata: Metadata = { title: "Not here" };

export default function NotFound() {
  return (
    <EmptyState
      figure={
        <div className="empty-state-figure figure" aria-hidden="true">
          4<i className="dot" />4
        </div>
      }
      title="This page is out of stock."
      lead="It was moved, renamed or never made. The shelves are where they always were."
    >
      <div className="empty-state-actions">
        <ShopLink className={buttonClass({ kind: "ink" })} href="/">
          Back to the shop
        </ShopLink>
        <ShopLink className={buttonClass()} href="/search">
          Search
        </ShopLink>
      </div>
    </EmptyState>
  );
}
