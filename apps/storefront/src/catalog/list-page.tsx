"use client";

import type { ProductCard, Shelf } from "@scarlet/domain/catalog";
import { Pagination } from "@scarlet/ui/layout/pagination";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { catalogCopy } from "../copy/catalog.ts";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
import { ShopLink } from "../shell/shop-link.tsx";
import { earliest, useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { EmptyList } from "./empty-list.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Filters } from "./filters.tsx";
import { ProductCards } from "./product-cards.tsx";
import { hrefOf, type ListParams, listInput } from "./search-params.ts";

type Props = {
  readonly base: string;
  readonly listParams: ListParams;
  readonly shelf: Shelf | undefined;
  readonly shelves: readonly Shelf[];
  readonly title: string;
  readonly line: string;
};

/** A shelf, or everything. */
export function ListPage(props: Props) {
  return props.listParams.cursor === undefined ? <Numbered {...props} /> : <Beyond {...props} />;
}

function Numbered(props: Props) {
  const { listParams, shelf, base } = props;
  const input = { ...listInput(listParams, shelf?.slug), page: listParams.page };
  const query = useTRPC().catalog.page.queryOptions(input);
  const { data } = useSuspenseQuery(query);
  useRefetchAt(query.queryKey, earliest(data.items.map(({ freeAt }) => freeAt)));
  const last = listParams.page >= data.pages && data.nextCursor !== null;
  const onwards = onwardsOf(props, data.nextCursor);
  return (
    <List
      {...props}
      items={data.items}
      onwards={onwards}
      total={listParams.inStock ? undefined : data.total}
      foot={
        (data.pages > 1 || last) && (
          <Pagination
            Link={ShopLink}
            labels={catalogCopy.pagination}
            page={listParams.page}
            pages={data.pages}
            hrefOf={(page) => hrefOf(base, listParams, { page })}
            onwards={onwards}
          />
        )
      }
    />
  );
}

/** Beyond the numbered pages there is only further, and the way back to the numbers. */
function Beyond(props: Props) {
  const { listParams, shelf, base } = props;
  const input = { ...listInput(listParams, shelf?.slug), cursor: listParams.cursor ?? "" };
  const query = useTRPC().catalog.list.queryOptions(input);
  const { data } = useSuspenseQuery(query);
  useRefetchAt(query.queryKey, earliest(data.items.map(({ freeAt }) => freeAt)));
  const onwards = onwardsOf(props, data.nextCursor);
  return (
    <List
      {...props}
      items={data.items}
      onwards={onwards}
      total={undefined}
      foot={
        <Pagination
          Link={ShopLink}
          labels={catalogCopy.pagination}
          page={0}
          pages={1}
          hrefOf={(page) => hrefOf(base, listParams, { page })}
          onwards={onwards}
        />
      }
    />
  );
}

function onwardsOf({ base, listParams }: Props, cursor: string | null): string | undefined {
  return cursor === null ? undefined : hrefOf(base, listParams, { cursor });
}

type ListProps = Props & {
  readonly items: readonly ProductCard[];
  /** Where the list goes on. */
  readonly onwards: string | undefined;
  readonly total: number | undefined;
  readonly foot: React.ReactNode;
};

function List({ base, listParams, shelf, shelves, title, line, items, onwards, total, foot }: ListProps) {
  const router = useRouter();
  const [changing, start] = useTransition();
  const go = (change: Partial<ListParams>) =>
    start(() => router.push(hrefOf(base, listParams, change), { scroll: false }));
  const filters = { base, listParams, shelves, current: shelf?.slug, onChange: go };
  return (
    <>
      <div className="wrap">
        <ShopBreadcrumbs here={title} />
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
            <EmptyList base={base} listParams={listParams} onwards={onwards} />
          )}
          {items.length > 0 && foot}
        </div>
      </div>
    </>
  );
}
