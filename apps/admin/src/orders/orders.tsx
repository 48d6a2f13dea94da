"use client";

import type { OrderStatus } from "@scarlet/domain/orders";
import { Button } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { listsCopy } from "../copy/lists.ts";
import { ordersCopy } from "../copy/orders/list.ts";
import { pageNames } from "../copy/pages.ts";
import { SortAgain } from "../lists/sort-again.tsx";
import { SearchField } from "../parts/forms/search-field.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { Pagination } from "../parts/navigation/pagination.tsx";
import { Tabs } from "../parts/navigation/tabs.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { OrderTable } from "./order-table.tsx";
import { hrefOf, ORDERS_PAGE_SIZE, type OrdersParams, parseSearchParams } from "./search-params.ts";
import { useOrderList } from "./use-order-list.ts";

/** The views by status in the order of their tabs. Undefined is the view of all orders. */
const VIEWS: readonly (OrderStatus | undefined)[] = [
  undefined,
  "paid",
  "pending",
  "fulfilled",
  "cancelled",
  "expired",
];

/** The page of all orders, newest first, with views by status and a search. */
export function Orders() {
  const search = useSearchParams();
  const params = useMemo(() => parseSearchParams(new URLSearchParams(search)), [search]);
  const { query: list, orders, moved, nextCursor, sortAgain } = useOrderList(params);
  return (
    <>
      <PageHeader title={pageNames.orders} />
      <Tabs
        label={listsCopy.views}
        tabs={VIEWS.map((status) => ({
          words: ordersCopy.view(status ?? "all"),
          href: hrefOf({ status, q: params.q }),
        }))}
        current={hrefOf({ status: params.status, q: params.q })}
      />
      <div className="toolbar">
        <SearchField
          words={ordersCopy.search(useMay("orders.read_contact"))}
          value={params.q}
          onFind={find}
        />
      </div>
      {list.isPlaceholderData && <div className="busy-line" aria-hidden="true" />}
      <QueryError query={list} />
      {list.data !== undefined && orders.length === 0 && <NoOrders params={params} />}
      {orders.length > 0 && <OrderTable orders={orders} busy={list.isPlaceholderData} />}
      <div className="list-footer">
        <Pagination
          leaf={params}
          shown={orders.length}
          total={undefined}
          nextCursor={list.isPlaceholderData ? null : nextCursor}
          pageRows={ORDERS_PAGE_SIZE}
          words={{ previous: ordersCopy.newer, next: ordersCopy.older }}
          onLeaf={(leaf) => {
            navigate(hrefOf({ status: params.status, q: params.q, ...leaf }));
            window.scrollTo({ top: 0 });
          }}
        />
        <SortAgain moved={moved} onSort={sortAgain} />
        <span className="only-wide push">{listsCopy.newestFirst}</span>
      </div>
    </>
  );
}

/** Searches in the view of the current address, which may be newer than the one that React has rendered. */
function find(q: string): void {
  const { status } = parseSearchParams(new URLSearchParams(window.location.search));
  navigate(hrefOf({ status, q }), "replace");
}

/** In place of the table when no order matches. */
function NoOrders({ params }: { params: OrdersParams }) {
  if (params.q !== "") {
    return (
      <EmptyState
        title={listsCopy.noMatch(params.q)}
        actions={
          <Button onClick={() => navigate(hrefOf({ status: params.status }))}>{listsCopy.clearSearch}</Button>
        }
      />
    );
  }
  if (params.status === undefined) {
    return (
      <EmptyState figure="0" title={ordersCopy.none}>
        {ordersCopy.noneWhy}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      figure="0"
      title={ordersCopy.noneInView(params.status)}
      actions={<Button onClick={() => navigate(hrefOf({}))}>{listsCopy.showAll}</Button>}
    />
  );
}
