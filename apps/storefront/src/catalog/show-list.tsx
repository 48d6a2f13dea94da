import "server-only";
import type { Shelf } from "@scarlet/domain/catalog";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../trpc/server.ts";
import { ListPage } from "./list-page.tsx";
import { filterOf, type Place } from "./place.ts";

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
          ? await readPage({ ...filter, page: place.page })
          : await readBeyond({ ...filter, cursor: place.cursor })
      }
    >
      <ListPage {...props} />
    </Hydrated>
  );
}

async function readPage(input: ReturnType<typeof filterOf> & { readonly page: number }) {
  const query = trpc.catalog.page.queryOptions(input);
  await read(query);
  return handOver([query.queryKey]);
}

async function readBeyond(input: ReturnType<typeof filterOf> & { readonly cursor: string }) {
  const query = trpc.catalog.list.queryOptions(input);
  await read(query);
  return handOver([query.queryKey]);
}
