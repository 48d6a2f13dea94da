import type { Metadata } from "next";
import { Hero } from "../catalog/hero.tsx";
import { shelfTaste } from "../catalog/home-input.ts";
import { HomeShelves } from "../catalog/home-page.tsx";
import { ShopPromise } from "../catalog/promise.tsx";
import { readShelves } from "../catalog/read.ts";
import { env } from "../env.ts";
import { Hydrated } from "../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../trpc/server.ts";
import { durationWords } from "../words/duration.ts";

export const metadata: Metadata = { alternates: { canonical: "/" } };

export default async function Home() {
  const shelves = await readShelves();
  const queries = shelves.map(({ slug }) => trpc.catalog.page.queryOptions(shelfTaste(slug)));
  await Promise.all(queries.map((query) => read(query)));
  return (
    <>
      <Hero />
      <Hydrated state={handOver(queries.map(({ queryKey }) => queryKey))}>
        <HomeShelves shelves={shelves} />
      </Hydrated>
      <ShopPromise holdWords={durationWords(env().HOLD_SECONDS)} />
    </>
  );
}
