import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../../copy/pages.ts";
import { Orders } from "../../../../orders/orders.tsx";
import { listInput, parseSearchParams } from "../../../../orders/search-params.ts";
import { Hydrated } from "../../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.orders };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function OrdersPage({ searchParams }: { searchParams: Search }) {
  const queries = getQueryClient();
  await queries.prefetchQuery(
    trpc.orders.list.queryOptions(listInput(parseSearchParams(await searchParams))),
  );
  return (
    <Hydrated state={dehydrate(queries)}>
      <Orders />
    </Hydrated>
  );
}
