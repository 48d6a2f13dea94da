import "server-only";
import type { Shelf } from "@scarlet/domain/catalog";
import { redirect } from "next/navigation";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../trpc/server.ts";
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

/** A list with its figures in the first HTML. */
export async function PrefetchedList(props: Props) {
  const { listParams, shelf } = props;
  const filter = listInput(listParams, shelf?.slug);
  return (
    <Hydrated
      state={
        listParams.cursor === undefined
          ? await readPage(props, { ...filter, page: requestedPage(listParams) })
          : await readBeyond({ ...filter, cursor: listParams.cursor })
      }
    >
      <ListPage {...props} />
    </Hydrated>
  );
}

/** A page beyond the last leads to the last: stock moves, and links to it stay about. */
async function readPage(
  { base, listParams }: Props,
  input: ReturnType<typeof listInput> & { readonly page: number },
) {
  const query = trpc.catalog.page.queryOptions(input);
  const { pages } = await read(query);
  if (listParams.page > Math.max(1, pages)) redirect(hrefOf(base, listParams, { page: Math.max(1, pages) }));
  return handOver([query.queryKey]);
}

async function readBeyond(input: ReturnType<typeof listInput> & { readonly cursor: string }) {
  const query = trpc.catalog.list.queryOptions(input);
  await read(query);
  return handOver([query.queryKey]);
}
