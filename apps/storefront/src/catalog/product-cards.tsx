"use client";

import { type ProductCard, stockLevel } from "@scarlet/domain/catalog";
import { ProductTile } from "@scarlet/ui/product/product-tile";
import { stockCopy } from "../copy/stock.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { AvailableStock } from "../stock/available-stock.tsx";
import { cardFacts } from "./card-facts.ts";

/** Products on a shelf. `eager`: how many of the pictures are in the first screenful. */
export function ProductCards({
  products,
  three = false,
  eager = 0,
}: {
  readonly products: readonly ProductCard[];
  readonly three?: boolean;
  readonly eager?: number;
}) {
  return (
    <ul className={three ? "grid grid-three" : "grid"}>
      {products.map((product, index) => (
        <ProductTile
          key={product.id}
          {...cardFacts(product)}
          Link={ShopLink}
          href={`/products/${product.slug}`}
          title={product.title}
          level={stockLevel(product.availableStock, product.lowStockAt)}
          soldOutTag={stockCopy.soldOut}
          stock={<AvailableStock available={product.availableStock} lowStockAt={product.lowStockAt} />}
          eager={index < eager}
        />
      ))}
    </ul>
  );
}
