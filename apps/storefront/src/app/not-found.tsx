import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import type { Metadata } from "next";
import { errorsCopy } from "../copy/errors.ts";
import { placesCopy } from "../copy/places.ts";
import { NotFoundFigure } from "../shell/not-found-figure.tsx";
import { ShopLink } from "../shell/shop-link.tsx";

export const metadata: Metadata = { title: errorsCopy.notFound.pageTitle };

export default function NotFound() {
  return (
    <EmptyState
      level={1}
      figure={<NotFoundFigure />}
      title={errorsCopy.notFound.title}
      actions={
        <>
          <ShopLink className={buttonClass({ kind: "ink" })} href="/">
            {placesCopy.backToShop}
          </ShopLink>
          <ShopLink className={buttonClass()} href="/search">
            {placesCopy.search}
          </ShopLink>
        </>
      }
    >
      {errorsCopy.notFound.text}
    </EmptyState>
  );
}
