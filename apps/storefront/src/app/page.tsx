import type { Metadata } from "next";
import { Hero } from "../catalog/hero.tsx";
import { DEAREST, shelfTaste } from "../catalog/home-input.ts";
import { HomeShelves } from "../catalog/home-page.tsx";
import { readShelves } from "../catalog/read-shelves.ts";
import { StockGuarantee } from "../catalog/stock-guarantee.tsx";
import { durationWords } from "../copy/time.ts";
import { env } from "../env.ts";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../trpc/server.ts";

export const metadata: Metadata = { alternates: { canonical: "/" } };

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
