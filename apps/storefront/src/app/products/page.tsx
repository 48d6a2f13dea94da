import type { Metadata } from "next";
import { hrefOf, readPlace } from "../../catalog/place.ts";
import { readShelves } from "../../catalog/read.ts";
import { ShowList } from "../../catalog/show-list.tsx";
import { capital, counted, numberWord } from "../../words/plural.ts";

const BASE = "/products";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: Search }): Promise<Metadata> {
  const { page, cursor } = readPlace(await searchParams);
  return {
    title: page > 1 ? `Everything, page ${page}` : "Everything",
    description: "Everything on the shelves, all of it counted.",
    alternates: { canonical: hrefOf(BASE, readPlace({}), { page }) },
    ...(cursor !== undefined && { robots: { index: false } }),
  };
}

export default async function Everything({ searchParams }: { searchParams: Search }) {
  const shelves = await readShelves();
  const things = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  const on = `${numberWord(shelves.length)} ${shelves.length === 1 ? "shelf" : "shelves"}`;
  return (
    <ShowList
      base={BASE}
      place={readPlace(await searchParams)}
      shelf={undefined}
      shelves={shelves}
      title="Everything"
      line={capital(`${counted(things, "thing")} on ${on}, all of them counted.`)}
    />
  );
}
