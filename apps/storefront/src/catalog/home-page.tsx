"use client";

import type { ProductCard, Shelf } from "@scarlet/domain/catalog";
import { buttonClass } from "@scarlet/ui/actions/button";
import { ArrowRightIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { Photo } from "@scarlet/ui/product/photo";
import { Price } from "@scarlet/ui/product/price";
import { useQueries, useQuery } from "@tanstack/react-query";
import { catalogCopy } from "../copy/catalog.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { AvailableStock } from "../stock/available-stock.tsx";
import { earliest, useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { cardFacts } from "./card-facts.ts";
import { shelfTaste } from "./home-input.ts";
import { ProductCards } from "./product-cards.tsx";

const CARDS = 8;

type Taste = { readonly shelf: Shelf; readonly items: readonly ProductCard[] };

function useTastes(shelves: readonly Shelf[]): readonly Taste[] {
  const trpc = useTRPC();
  const found = useQueries({
    queries: shelves.map(({ slug }) => trpc.catalog.page.queryOptions(shelfTaste(slug))),
  });
  return shelves.map((shelf, index) => ({ shelf, items: found[index]?.data?.items ?? [] }));
}

/** One of each shelf, then a second of each, until there are enough. */
function pick(tastes: readonly Taste[]): ProductCard[] {
  const rounds = [0, 1, 2].flatMap((index) => tastes.map(({ items }) => items[index]));
  return rounds.filter((item) => item !== undefined).slice(0, CARDS);
}

/** What stands on the shelves today. */
export function HomeShelves({
  shelves,
  featured,
}: {
  readonly shelves: readonly Shelf[];
  /** The slug of the one thing that is shown large. */
  readonly featured: string | undefined;
}) {
  const tastes = useTastes(shelves);
  const cards = pick(tastes);
  const total = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  const pages = useTRPC().catalog.page.queryKey();
  useRefetchAt(pages, earliest(tastes.flatMap(({ items }) => items.map(({ freeAt }) => freeAt))));
  return (
    <>
      <section className="section wrap" aria-labelledby="new">
        <div className="section-head">
          <h2 className="title" id="new">
            {catalogCopy.newOnShelves}
          </h2>
          <ShopLink className="link" href="/products">
            {catalogCopy.seeAll(total)}
          </ShopLink>
        </div>
        <ProductCards products={cards} eager={0} />
      </section>
      <section className="wrap" aria-labelledby="shelves">
        <div className="section-head">
          <h2 className="title" id="shelves">
            {catalogCopy.shelvesTitle(shelves.length)}
          </h2>
        </div>
        <ul className="tiles">
          {tastes.map((taste) => (
            <ShelfTile key={taste.shelf.slug} {...taste} />
          ))}
        </ul>
      </section>
      {featured !== undefined && <Feature slug={featured} />}
    </>
  );
}

function ShelfTile({ shelf, items }: Taste) {
  // The newest thing of the shelf stands above already.
  const shown = items.at(-1);
  return (
    <li>
      <ShopLink className="tile" href={`/categories/${shelf.slug}`}>
        {shown ? <Photo art={shown.art} /> : <div className="photo" />}
        <span className="card-row">
          <span className="card-name">{shelf.name}</span>
          <span className="quiet figure small">{shelf.productCount}</span>
        </span>
      </ShopLink>
    </li>
  );
}

function Feature({ slug }: { readonly slug: string }) {
  const query = useTRPC().catalog.product.queryOptions({ slug });
  const { data: product } = useQuery(query);
  useRefetchAt(query.queryKey, product?.freeAt ?? undefined);
  if (product === undefined) return null;
  const { art, priceMinor } = cardFacts(product);
  return (
    <section className="section wrap" aria-labelledby="feature">
      <div className="feature">
        <Photo art={art} scarlet />
        <div className="feature-text">
          <AvailableStock available={product.availableStock} lowStockAt={product.lowStockAt} />
          <h2 className="title" id="feature">
            {product.title}
          </h2>
          <p className="lead">{product.description}</p>
          <p className="feature-price">
            <Price amountMinor={priceMinor} />
          </p>
          <div>
            <ShopLink className={buttonClass()} href={`/products/${product.slug}`}>
              {catalogCopy.lookCloser}
              <Icon of={ArrowRightIcon} small />
            </ShopLink>
          </div>
        </div>
      </div>
    </section>
  );
}
