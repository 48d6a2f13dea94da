"use client";

import { useQuery } from "@tanstack/react-query";
import { ProductCards } from "../catalog/product-cards.tsx";
import { productCopy } from "../copy/product.ts";
import { useTRPC } from "../trpc/client.tsx";
import { sameShelfInput } from "./same-shelf-input.ts";

const MAX_SHOWN = 4;

/** What else stands there. */
export function SameShelf({ category, except }: { readonly category: string; readonly except: string }) {
  const { data } = useQuery(useTRPC().catalog.page.queryOptions(sameShelfInput(category)));
  const others = data?.items.filter(({ id }) => id !== except).slice(0, MAX_SHOWN) ?? [];
  if (others.length === 0) return null;
  return (
    <section className="wrap section section-tight" aria-labelledby="same-shelf">
      <div className="section-head">
        <h2 className="heading" id="same-shelf">
          {productCopy.sameShelf}
        </h2>
      </div>
      <ProductCards products={others} />
    </section>
  );
}
