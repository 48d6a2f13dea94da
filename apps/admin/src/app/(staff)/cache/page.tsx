import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Cache } from "../../../cache/cache.tsx";
import { DEFAULT_SPAN } from "../../../cache/reads/history-spans.ts";
import { pageNames } from "../../../copy/pages.ts";
import { Hydrated } from "../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.cache };

export default async function CachePage() {
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.cache.health.queryOptions()),
    queries.prefetchQuery(trpc.cache.history.queryOptions({ span: DEFAULT_SPAN })),
    queries.prefetchQuery(trpc.cache.products.queryOptions({})),
  ]);
  return (
    <Hydrated state={dehydrate(queries)}>
      <Cache />
    </Hydrated>
  );
}
