import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { pageNames } from "../../../copy/pages.ts";
import { Mail } from "../../../mail/mail.tsx";
import { listInput, parseSearchParams } from "../../../mail/search-params.ts";
import { Hydrated } from "../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: pageNames.mail };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function MailPage({ searchParams }: { searchParams: Search }) {
  const queries = getQueryClient();
  await queries.prefetchQuery(trpc.mail.list.queryOptions(listInput(parseSearchParams(await searchParams))));
  return (
    <Hydrated state={dehydrate(queries)}>
      <Mail />
    </Hydrated>
  );
}
