import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../copy/pages.ts";
import { Mail } from "../../../mail/mail.tsx";
import { listInput, parseSearchParams } from "../../../mail/search-params.ts";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.mail };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function MailPage({ searchParams }: { searchParams: Search }) {
  const queries = getQueryClient();
  await queries.prefetchQuery(trpc.mail.list.queryOptions(listInput(parseSearchParams(await searchParams))));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <Mail />
    </HydrationBoundary>
  );
}
