import type { Metadata } from "next";
import { PERHAPS, searchInput } from "../../catalog/search-input.ts";
import { SearchPage } from "../../catalog/search-page.tsx";
import { placesCopy } from "../../copy/places.ts";
import { searchCopy } from "../../copy/search.ts";
import { Hydrated } from "../../trpc/hydrated.tsx";
import { handOver, prefetch, read, trpc } from "../../trpc/server.ts";

type Search = Promise<Record<string, string | string[] | undefined>>;

async function asked(searchParams: Search): Promise<string> {
  const { q } = await searchParams;
  return (typeof q === "string" ? q : "").trim().slice(0, 100);
}

export async function generateMetadata({ searchParams }: { searchParams: Search }): Promise<Metadata> {
  const q = await asked(searchParams);
  // Metadata is asked for first: the page's reading begins here.
  void prefetch(trpc.catalog.page.queryOptions(q === "" ? PERHAPS : searchInput(q)));
  return {
    title: q === "" ? placesCopy.search : searchCopy.pageTitle(q),
    alternates: { canonical: "/search" },
    robots: { index: false, follow: true },
  };
}

export default async function SearchRoute({ searchParams }: { searchParams: Search }) {
  const q = await asked(searchParams);
  const search = trpc.catalog.page.queryOptions(searchInput(q));
  const perhaps = trpc.catalog.page.queryOptions(PERHAPS);
  const found = q === "" ? undefined : await read(search);
  if (found === undefined || found.items.length === 0) await prefetch(perhaps);
  return (
    <Hydrated state={handOver([search.queryKey, perhaps.queryKey])}>
      <SearchPage key={q} asked={q} />
    </Hydrated>
  );
}
