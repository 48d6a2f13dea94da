import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import type { Metadata } from "next";
import { errorsCopy } from "../copy/errors.ts";
import { placesCopy } from "../copy/places.ts";
import { ShopLink } from "../shell/shop-link.tsx";

export const metadata: Metadata = { title: errorsCopy.notFound.pageTitle };

export default function NotFound() {
  return (
    <EmptyState
      figure={
        <div className="empty-state-figure figure" aria-hidden="true">
          4<i className="dot" />4
        </div>
      }
      title={errorsCopy.notFound.title}
      lead={errorsCopy.notFound.text}
    >
      <div className="empty-state-actions">
        <ShopLink className={buttonClass({ kind: "ink" })} href="/">
          {placesCopy.backToShop}
        </ShopLink>
        <ShopLink className={buttonClass()} href="/search">
          {placesCopy.search}
        </ShopLink>
      </div>
    </EmptyState>
  );
}
