import type { Metadata } from "next";
import { expected } from "../catalog/expected.ts";
import { Hero } from "../catalog/hero.tsx";
import { DEAREST, shelfTaste } from "../catalog/home-input.ts";
import { HomeShelves } from "../catalog/home-page.tsx";
import { readShelves } from "../catalog/read-shelves.ts";
import { StockGuarantee } from "../catalog/stock-guarantee.tsx";
import { durationWords } from "../copy/time.ts";
import { env } from "../env.ts";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, prefetch, read, trpc } from "../trpc/server.ts";

/** Metadata is asked for first: what the page is likely to need is read from here on. */
export function generateMetadata(): Metadata {
  const likely = expected.home();
  void prefetch(trpc.catalog.page.queryOptions(DEAREST));
  for (const slug of likely?.shelves ?? []) void prefetch(trpc.catalog.page.queryOptions(shelfTaste(slug)));
  if (likely?.featured !== undefined)
    void prefetch(trpc.catalog.product.queryOptions({ slug: likely.featured }));
  return { alternates: { canonical: "/" } };
}

/** Reads the one thing that is shown large; its slug. */
async function readFeatured() {
  const { items } = await read(trpc.catalog.page.queryOptions(DEAREST));
  const slug = items[0]?.slug;
  if (slug === undefined) return undefined;
  const query = trpc.catalog.product.queryOptions({ slug });
  await read(query);
  return { slug, queryKey: query.queryKey };
}

export default async function Home() {
  const shelves = await readShelves();
  const queries = shelves.map(({ slug }) => trpc.catalog.page.queryOptions(shelfTaste(slug)));
  const [featured] = await Promise.all([readFeatured(), ...queries.map((query) => read(query))]);
  expected.noteHome({ shelves: shelves.map(({ slug }) => slug), featured: featured?.slug });
  const keys = [...queries.map(({ queryKey }) => queryKey), ...(featured ? [featured.queryKey] : [])];
  return (
    <>
      <Hero />
      <Hydrated state={handOver(keys)}>
        <HomeShelves shelves={shelves} featured={featured?.slug} />
      </Hydrated>
      <StockGuarantee holdWords={durationWords(env().HOLD_SECONDS)} />
    </>
  );
}
