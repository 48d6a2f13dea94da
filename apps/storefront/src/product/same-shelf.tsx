"use client";

import { useQuery } from "@tanstack/react-query";
import { ProductCards } from "../catalog/product-cards.tsx";
import { productCopy } from "../copy/product.ts";
import { useTRPC } from "../trpc/client.tsx";

/** What stands beside the product. */
export function SameShelf({ slug }: { readonly slug: string }) {
  const { data } = useQuery(useTRPC().catalog.neighbours.queryOptions({ slug }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="wrap section section-tight" aria-labelledby="same-shelf">
      <div className="section-head">
        <h2 className="heading" id="same-shelf">
          {productCopy.sameShelf}
        </h2>
      </div>
      <ProductCards products={data.items} />
    </section>
  );
}
