import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Holders } from "../../../holders/holders.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Who holds what" };

export default async function HoldersPage() {
  const queries = getQueryClient();
  await queries.prefetchQuery(trpc.orders.holders.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Holders />
    </HydrationBoundary>
  );
}
