import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { readShelves } from "../catalog/read.ts";
import { env } from "../env.ts";
import { api } from "../trpc/server.ts";

/** The most addresses a sitemap may have, less the shelves. */
const MOST = 49_000;
const STEP = 100;

async function products(): Promise<MetadataRoute.Sitemap> {
  const found: MetadataRoute.Sitemap = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.catalog.list.query>> = await api.catalog.list.query({
      limit: STEP,
      ...(cursor !== null && { cursor }),
    });
    found.push(...page.items.map(({ slug }) => ({ url: urlOf(`/products/${slug}`) })));
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < MOST);
  return found;
}

const urlOf = (path: string) => new URL(path, env().STOREFRONT_URL).href;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const shelves = await readShelves();
  const lists = ["/", "/products", ...shelves.map(({ slug }) => `/categories/${slug}`)];
  return [...lists.map((path) => ({ url: urlOf(path) })), ...(await products())];
}
