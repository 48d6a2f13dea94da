import { slugSchema } from "@scarlet/domain/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { beginList, PrefetchedList } from "../../../catalog/prefetched-list.tsx";
import { readShelves } from "../../../catalog/read-shelves.ts";
import { hrefOf, readListParams } from "../../../catalog/search-params.ts";
import { catalogCopy } from "../../../copy/catalog.ts";

type Props = {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function readShelf(params: Props["params"]) {
  const { slug } = await params;
  const shelves = await readShelves();
  const shelf = shelves.find((each) => each.slug === slug);
  if (shelf === undefined) notFound();
  return { shelf, shelves, base: `/categories/${slug}` };
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const listParams = readListParams(await searchParams);
  const asked = slugSchema.safeParse((await params).slug);
  if (asked.success) beginList(listParams, asked.data);
  const { shelf, base } = await readShelf(params);
  const { page, cursor } = listParams;
  return {
    title: page > 1 ? catalogCopy.pageOf(shelf.name, page) : shelf.name,
    description: shelf.line,
    alternates: { canonical: hrefOf(base, readListParams({}), { page }) },
    ...(cursor !== undefined && { robots: { index: false } }),
  };
}

export default async function Category({ params, searchParams }: Props) {
  const { shelf, shelves, base } = await readShelf(params);
  return (
    <PrefetchedList
      base={base}
      listParams={readListParams(await searchParams)}
      shelf={shelf}
      shelves={shelves}
      title={shelf.name}
      line={shelf.line}
    />
  );
}
