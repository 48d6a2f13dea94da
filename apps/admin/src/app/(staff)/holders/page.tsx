import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../copy/pages.ts";
import { Holders } from "../../../holders/holders.tsx";
import { Hydrated } from "../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.holders };

export default async function HoldersPage() {
  const queries = getQueryClient();
  await queries.prefetchQuery(trpc.orders.holders.queryOptions());
  return (
    <Hydrated state={dehydrate(queries)}>
      <Holders />
    </Hydrated>
  );
}
