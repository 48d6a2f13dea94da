import type { Metadata } from "next";
import { beginList, PrefetchedList } from "../../catalog/prefetched-list.tsx";
import { readShelves } from "../../catalog/read-shelves.ts";
import { hrefOf, readListParams } from "../../catalog/search-params.ts";
import { catalogCopy } from "../../copy/catalog.ts";
import { placesCopy } from "../../copy/places.ts";

const BASE = "/products";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: Search }): Promise<Metadata> {
  const listParams = readListParams(await searchParams);
  beginList(listParams, undefined);
  const { page, cursor } = listParams;
  return {
    title: page > 1 ? catalogCopy.pageOf(placesCopy.everything, page) : placesCopy.everything,
    description: catalogCopy.everythingDescription,
    alternates: { canonical: hrefOf(BASE, readListParams({}), { page }) },
    ...(cursor !== undefined && { robots: { index: false } }),
  };
}

export default async function Everything({ searchParams }: { searchParams: Search }) {
  const shelves = await readShelves();
  const things = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  return (
    <PrefetchedList
      base={BASE}
      listParams={readListParams(await searchParams)}
      shelf={undefined}
      shelves={shelves}
      title={placesCopy.everything}
      line={catalogCopy.everythingLine(things, shelves.length)}
    />
  );
}
