import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../copy/pages.ts";
import { Holders } from "../../../holders/holders.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.holders };

export default async function HoldersPage() {
  const queries = getQueryClient();
  await queries.prefetchQuery(trpc.orders.holders.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Holders />
    </HydrationBoundary>
  );
}
