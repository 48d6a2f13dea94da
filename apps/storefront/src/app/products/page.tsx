import type { Metadata } from "next";
import { PrefetchedList } from "../../catalog/prefetched-list.tsx";
import { readShelves } from "../../catalog/read-shelves.ts";
import { hrefOf, readListParams } from "../../catalog/search-params.ts";
import { capital, counted, numberWord } from "../../format/plural.ts";

const BASE = "/products";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: Search }): Promise<Metadata> {
  const { page, cursor } = readListParams(await searchParams);
  return {
    title: page > 1 ? `Everything, page ${page}` : "Everything",
    description: "Everything on the shelves, all of it counted.",
    alternates: { canonical: hrefOf(BASE, readListParams({}), { page }) },
    ...(cursor !== undefined && { robots: { index: false } }),
  };
}

export default async function Everything({ searchParams }: { searchParams: Search }) {
  const shelves = await readShelves();
  const things = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  const on = `${numberWord(shelves.length)} ${shelves.length === 1 ? "shelf" : "shelves"}`;
  return (
    <PrefetchedList
      base={BASE}
      listParams={readListParams(await searchParams)}
      shelf={undefined}
      shelves={shelves}
      title="Everything"
      line={capital(`${counted(things, "thing")} on ${on}, all of them counted.`)}
    />
  );
}
