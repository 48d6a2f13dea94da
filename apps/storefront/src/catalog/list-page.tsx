"use client";

import type { ProductCard, Shelf } from "@scarlet/domain/catalog";
import { Crumbs } from "@scarlet/ui/crumbs";
import { Pages } from "@scarlet/ui/pages";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { ShopLink } from "../shell/shop-link.tsx";
import { nearest, useReadAgain } from "../stock/use-read-again.ts";
import { useTRPC } from "../trpc/client.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Filters } from "./filters.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { filterOf, hrefOf, type Place } from "./place.ts";
import { ProductCards } from "./product-cards.tsx";

type Props = {
  readonly base: string;
  readonly place: Place;
  readonly shelf: Shelf | undefined;
  readonly shelves: readonly Shelf[];
  readonly title: string;
  readonly line: string;
};

/** A shelf, or everything. */
export function ListPage(props: Props) {
  return props.place.cursor === undefined ? <Numbered {...props} /> : <Beyond {...props} />;
}

function Numbered(props: Props) {
  const { place, shelf, base } = props;
  const input = { ...filterOf(place, shelf?.slug), page: place.page };
  const query = useTRPC().catalog.page.queryOptions(input);
  const { data } = useSuspenseQuery(query);
  useReadAgain(query.queryKey, nearest(data.items.map(({ freeAt }) => freeAt)));
  const last = place.page >= data.pages && data.nextCursor !== null;
  const onwards = onwardsOf(props, data.nextCursor);
  return (
    <List
      {...props}
      items={data.items}
      onwards={onwards}
      total={place.inStock ? undefined : data.total}
      foot={
        (data.pages > 1 || last) && (
          <Pages
            Link={ShopLink}
            page={place.page}
            pages={data.pages}
            hrefOf={(page) => hrefOf(base, place, { page })}
            onwards={onwards}
          />
        )
      }
    />
  );
}

/** Beyond the numbered pages there is only further, and the way back to the numbers. */
function Beyond(props: Props) {
  const { place, shelf, base } = props;
  const input = { ...filterOf(place, shelf?.slug), cursor: place.cursor ?? "" };
  const query = useTRPC().catalog.list.queryOptions(input);
  const { data } = useSuspenseQuery(query);
  useReadAgain(query.queryKey, nearest(data.items.map(({ freeAt }) => freeAt)));
  const onwards = onwardsOf(props, data.nextCursor);
  return (
    <List
      {...props}
      items={data.items}
      onwards={onwards}
      total={undefined}
      foot={
        <Pages
          Link={ShopLink}
          page={0}
          pages={1}
          hrefOf={(page) => hrefOf(base, place, { page })}
          onwards={onwards}
        />
      }
    />
  );
}

function onwardsOf({ base, place }: Props, cursor: string | null): string | undefined {
  return cursor === null ? undefined : hrefOf(base, place, { cursor });
}

type ListProps = Props & {
  readonly items: readonly ProductCard[];
  /** Where the list goes on. */
  readonly onwards: string | undefined;
  readonly total: number | undefined;
  readonly foot: React.ReactNode;
};

function List({ base, place, shelf, shelves, title, line, items, onwards, total, foot }: ListProps) {
  const router = useRouter();
  const [changing, start] = useTransition();
  const go = (change: Partial<Place>) =>
    start(() => router.push(hrefOf(base, place, change), { scroll: false }));
  const filters = { base, place, shelves, current: shelf?.slug, onChange: go };
  return (
    <>
      <div className="wrap">
        <Crumbs trail={[{ name: "Home", href: "/" }]} here={title} Link={ShopLink} />
        <div className="list-head">
          <h1 className="title">{title}</h1>
          <p className="lead quiet">{line}</p>
        </div>
      </div>
      <FilterBar {...filters} total={total} shown={items.length} />
      <div className="wrap list">
        <Filters {...filters} prefix="side" />
        <div className="list-body" aria-busy={changing ? true : undefined}>
          {items.length > 0 ? (
            <ProductCards products={items} three eager={3} />
          ) : (
            <NothingHere base={base} place={place} onwards={onwards} />
          )}
          {items.length > 0 && foot}
        </div>
      </div>
    </>
  );
}
