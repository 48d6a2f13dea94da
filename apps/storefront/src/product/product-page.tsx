"use client";

import { openingSku, type ProductView, type SkuView } from "@scarlet/domain/catalog";
import { Gallery } from "@scarlet/ui/product/gallery";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { productCopy } from "../copy/product.ts";
import { stockCopy } from "../copy/stock.ts";
import { useSetCurrentShelf } from "../shell/current-shelf.ts";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
import { useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { BuyBox } from "./buy-box.tsx";
import { skuWith } from "./option-groups.ts";
import { SameShelf } from "./same-shelf.tsx";

type Props = {
  readonly slug: string;
  /** The SKU that the address names. */
  readonly sku: string | undefined;
  readonly shelfName: string;
  readonly holdWords: string;
};

/** One product: pictures, words, the figure and the button. */
export function ProductPage({ slug, sku, shelfName, holdWords }: Props) {
  const query = useTRPC().catalog.product.queryOptions({ slug });
  const { data: product } = useSuspenseQuery(query);
  useRefetchAt(query.queryKey, product.freeAt ?? undefined);
  useSetCurrentShelf(product.category);
  const [chosen, choose] = useChosenSku(product, sku);
  const shelf = { name: shelfName, href: `/categories/${product.category}` };
  return (
    <>
      <div className="wrap">
        <ShopBreadcrumbs trail={[shelf]} here={product.title} />
        <div className="product">
          <Gallery
            key={`${chosen.art.kind} ${chosen.art.variant} ${chosen.art.seed}`}
            art={chosen.art}
            soldOutTag={chosen.availableStock <= 0 ? stockCopy.soldOut : undefined}
            labels={productCopy.gallery(nameInWords(product, chosen))}
          />
          <BuyBox product={product} sku={chosen} onChoose={choose} holdWords={holdWords} />
        </div>
      </div>
      <SameShelf slug={product.slug} />
    </>
  );
}

/** "Foundry Mug in ember". */
function nameInWords(product: ProductView, sku: SkuView): string {
  const first = product.options[0]?.name;
  const value = first === undefined ? undefined : sku.options[first];
  return value === undefined ? product.title : productCopy.pictureOf(product.title, value);
}

/**
 * The SKU on show. The page opens on the one in the address, else on the first that has stock; it stays where it opened
 * when that one sells out, because things do not change under a hand.
 */
function useChosenSku(
  product: ProductView,
  named: string | undefined,
): [SkuView, (name: string, value: string) => void] {
  const [code, setCode] = useState(
    () => product.skus.find((each) => each.sku === named)?.sku ?? openingSku(product.skus)?.sku,
  );
  const chosen = product.skus.find((each) => each.sku === code) ?? product.skus[0];
  if (chosen === undefined) throw new Error(`${product.slug} has no SKU`);
  const choose = (name: string, value: string) => {
    const next = skuWith(product.skus, chosen.options, name, value);
    if (next === undefined) return;
    setCode(next.sku);
    window.history.replaceState(null, "", `?sku=${encodeURIComponent(next.sku)}`);
  };
  return [chosen, choose];
}
