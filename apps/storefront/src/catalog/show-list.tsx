import "server-only";
import type { Shelf } from "@scarlet/domain/catalog";
import { redirect } from "next/navigation";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../trpc/server.ts";
import { ListPage } from "./list-page.tsx";
import { askedPage, filterOf, hrefOf, type Place } from "./place.ts";

type Props = {
  readonly base: string;
  readonly place: Place;
  readonly shelf: Shelf | undefined;
  readonly shelves: readonly Shelf[];
  readonly title: string;
  readonly line: string;
};

/** A list with its figures in the first HTML. */
export async function ShowList(props: Props) {
  const { place, shelf } = props;
  const filter = filterOf(place, shelf?.slug);
  return (
    <Hydrated
      state={
        place.cursor === undefined
          ? await readPage(props, { ...filter, page: askedPage(place) })
          : await readBeyond({ ...filter, cursor: place.cursor })
      }
    >
      <ListPage {...props} />
    </Hydrated>
  );
}

/** A page beyond the last leads to the last: stock moves, and links to it stay about. */
async function readPage(
  { base, place }: Props,
  input: ReturnType<typeof filterOf> & { readonly page: number },
) {
  const query = trpc.catalog.page.queryOptions(input);
  const { pages } = await read(query);
  if (place.page > Math.max(1, pages)) redirect(hrefOf(base, place, { page: Math.max(1, pages) }));
  return handOver([query.queryKey]);
}

async function readBeyond(input: ReturnType<typeof filterOf> & { readonly cursor: string }) {
  const query = trpc.catalog.list.queryOptions(input);
  await read(query);
  return handOver([query.queryKey]);
}
