import "server-only";
import type { Shelf } from "@scarlet/domain/catalog";
import { redirect } from "next/navigation";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, prefetch, read, trpc } from "../trpc/server.ts";
import { ListPage } from "./list-page.tsx";
import { hrefOf, type ListParams, listInput, requestedPage } from "./search-params.ts";

type Props = {
  readonly base: string;
  readonly listParams: ListParams;
  readonly shelf: Shelf | undefined;
  readonly shelves: readonly Shelf[];
  readonly title: string;
  readonly line: string;
};

/** Begins to read a list that `PrefetchedList` will show: from the metadata, which Next asks for first. */
export function beginList(listParams: ListParams, category: string | undefined): void {
  const filter = listInput(listParams, category);
  const { cursor } = listParams;
  void (cursor === undefined
    ? prefetch(pageQuery(listParams, filter))
    : prefetch(beyondQuery(cursor, filter)));
}

type Filter = ReturnType<typeof listInput>;

const pageQuery = (listParams: ListParams, filter: Filter) =>
  trpc.catalog.page.queryOptions({ ...filter, page: requestedPage(listParams) });

const beyondQuery = (cursor: string, filter: Filter) => trpc.catalog.list.queryOptions({ ...filter, cursor });

/** A list with its figures in the first HTML. */
export async function PrefetchedList(props: Props) {
  const { listParams, shelf } = props;
  const filter = listInput(listParams, shelf?.slug);
  const { cursor } = listParams;
  return (
    <Hydrated state={cursor === undefined ? await readPage(props, filter) : await readBeyond(cursor, filter)}>
      <ListPage {...props} />
    </Hydrated>
  );
}

/** A page beyond the last leads to the last: stock moves, and links to it stay about. */
async function readPage({ base, listParams }: Props, filter: Filter) {
  const query = pageQuery(listParams, filter);
  const { pages } = await read(query);
  if (listParams.page > Math.max(1, pages)) redirect(hrefOf(base, listParams, { page: Math.max(1, pages) }));
  return handOver([query.queryKey]);
}

async function readBeyond(cursor: string, filter: Filter) {
  const query = beyondQuery(cursor, filter);
  await read(query);
  return handOver([query.queryKey]);
}
