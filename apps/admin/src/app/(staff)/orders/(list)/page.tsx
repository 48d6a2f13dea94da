import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../../copy/pages.ts";
import { Orders } from "../../../../orders/orders.tsx";
import { listInput, parseSearchParams } from "../../../../orders/search-params.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.orders };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function OrdersPage({ searchParams }: { searchParams: Search }) {
  const queries = getQueryClient();
  await queries.prefetchQuery(
    trpc.orders.list.queryOptions(listInput(parseSearchParams(await searchParams))),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Orders />
    </HydrationBoundary>
  );
}
