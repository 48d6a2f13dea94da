"use client";

import type { OrderStatus } from "@scarlet/domain/orders";
import { Button } from "@scarlet/ui/actions/button";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
import { SearchField } from "../parts/forms/search-field.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { Pagination } from "../parts/navigation/pagination.tsx";
import { Tabs } from "../parts/navigation/tabs.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { OrderTable } from "./order-table.tsx";
import {
  hrefOf,
  listInput,
  ORDERS_PAGE_SIZE,
  type OrdersParams,
  parseSearchParams,
} from "./search-params.ts";

const VIEWS: readonly { readonly words: string; readonly status: OrderStatus | undefined }[] = [
  { words: "All", status: undefined },
  { words: "To be sent", status: "paid" },
  { words: "Held now", status: "pending" },
  { words: "Sent", status: "fulfilled" },
  { words: "Cancelled", status: "cancelled" },
  { words: "Expired", status: "expired" },
];

/** The page of all orders, newest first, with views by status and a search. */
export function Orders() {
  const search = useSearchParams();
  const params = useMemo(() => parseSearchParams(new URLSearchParams(search)), [search]);
  const trpc = useTRPC();
  const list = useQuery({
    ...trpc.orders.list.queryOptions(listInput(params)),
    placeholderData: keepPreviousData,
  });
  const orders = list.data?.items ?? [];
  return (
    <>
      <PageHeader title="Orders" />
      <Tabs
        label="Views"
        tabs={VIEWS.map(({ words, status }) => ({ words, href: hrefOf({ status, q: params.q }) }))}
        current={hrefOf({ status: params.status, q: params.q })}
      />
      <div className="tools">
        <SearchField
          words={useMay("orders.read_contact") ? "Order or email" : "Order number"}
          value={params.q}
          onFind={find}
        />
      </div>
      {list.isPlaceholderData && <div className="busy-line" aria-hidden="true" />}
      <QueryError query={list} />
      {list.data !== undefined && orders.length === 0 && <NoOrders params={params} />}
      {orders.length > 0 && <OrderTable orders={orders} busy={list.isPlaceholderData} />}
      <div className="foot">
        <Pagination
          leaf={params}
          shown={orders.length}
          total={undefined}
          nextCursor={list.isPlaceholderData ? null : (list.data?.nextCursor ?? null)}
          pageRows={ORDERS_PAGE_SIZE}
          words={{ previous: "Newer orders", next: "Older orders" }}
          onLeaf={(leaf) => {
            navigate(hrefOf({ status: params.status, q: params.q, ...leaf }));
            window.scrollTo({ top: 0 });
          }}
        />
        <span className="only-wide push">Newest first</span>
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
        head={`Nothing matches “${params.q}” here.`}
        actions={
          <Button onClick={() => navigate(hrefOf({ status: params.status }))}>Clear the search</Button>
        }
      />
    );
  }
  if (params.status === undefined) {
    return (
      <EmptyState mark="0" head="No orders yet.">
        The first one appears here as soon as somebody holds a thing.
      </EmptyState>
    );
  }
  const words = VIEWS.find((view) => view.status === params.status)?.words.toLowerCase() ?? "";
  return (
    <EmptyState
      mark="0"
      head={`No orders ${words}.`}
      actions={<Button onClick={() => navigate(hrefOf({}))}>Show all</Button>}
    />
  );
}
