import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../../copy/pages.ts";
import { Inventory } from "../../../../inventory/inventory.tsx";
import { listInput, parseSearchParams } from "../../../../inventory/search-params.ts";
import { Hydrated } from "../../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.inventory };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function InventoryPage({ searchParams }: { searchParams: Search }) {
  const queries = getQueryClient();
  const params = parseSearchParams(await searchParams);
  // A failed prefetch is no error page: the browser asks again, and shows the error if that fails too.
  await Promise.all([
    queries.prefetchQuery(trpc.inventory.list.queryOptions(listInput(params))),
    queries.prefetchQuery(trpc.inventory.counts.queryOptions()),
  ]);
  return (
    <Hydrated state={dehydrate(queries)}>
      <Inventory />
    </Hydrated>
  );
}
