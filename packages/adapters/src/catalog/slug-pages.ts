import type { CatalogCache, ListGenerations } from "@scarlet/domain/catalog";
import { LRUCache } from "lru-cache";
import { createSingleFlight } from "../batching/index.ts";

/** A page has some 200 kilobytes. */
const MAX_PAGES = 20;

type KeptPage = { readonly generation: number; readonly slugs: readonly string[] };

/**
 * Pages of slugs, kept in this process while the generation of lists stands that they were read in. Whoever asks for
 * all of them over and over costs one reading of each.
 */
export function createSlugPages(generations: Pick<ListGenerations, "now">): CatalogCache["slugs"] {
  const pages = new LRUCache<number, KeptPage>({ max: MAX_PAGES });
  const loads = createSingleFlight<readonly string[]>();
  return async (page, load) => {
    const { generation } = await generations.now();
    const known = pages.get(page);
    if (known?.generation === generation) return known.slugs;
    return loads.join(`${generation} ${page}`, async () => {
      const slugs = await load();
      pages.set(page, { generation, slugs });
      return slugs;
    });
  };
}
