import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../copy/pages.ts";
import { Issues } from "../../../issues/issues.tsx";
import { listInput, parseSearchParams } from "../../../issues/search-params.ts";
import { Hydrated } from "../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.issues };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function IssuesPage({ searchParams }: { searchParams: Search }) {
  const queries = getQueryClient();
  await queries.prefetchQuery(
    trpc.orders.issues.queryOptions(listInput(parseSearchParams(await searchParams))),
  );
  return (
    <Hydrated state={dehydrate(queries)}>
      <Issues />
    </Hydrated>
  );
}
