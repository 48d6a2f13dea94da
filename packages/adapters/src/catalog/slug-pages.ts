import type { CatalogCache, ListGenerations } from "@scarlet/domain/catalog";
import { createFlights } from "./flights.ts";

/** A page has some 200 kilobytes. */
const KEPT = 20;

type Kept = { readonly generation: number; readonly slugs: readonly string[] };

/**
 * Pages of slugs, kept in this process while the generation of lists stands that they were read in. Whoever asks for
 * all of them over and over costs one reading of each.
 */
export function createSlugPages(generations: Pick<ListGenerations, "now">): CatalogCache["slugs"] {
  const kept = new Map<number, Kept>();
  const flights = createFlights<readonly string[]>();
  return async (page, load) => {
    const { generation } = await generations.now();
    const known = kept.get(page);
    if (known?.generation === generation) return known.slugs;
    return flights.join(`${generation} ${page}`, async () => {
      const slugs = await load();
      kept.delete(page);
      kept.set(page, { generation, slugs });
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return slugs;
    });
  };
}
