import { type Cached, type ListHead, type ProductFilter, searchTokens } from "@scarlet/domain/catalog";
import { LIST_TTL_SECONDS } from "../redis/index.ts";
import type { CacheAccess } from "./cache-access.ts";
import { createFlights } from "./flights.ts";
import { createEntryParser, fill, lookUp } from "./stamped-entries.ts";

type ReadList = (filter: ProductFilter, load: () => Promise<ListHead>) => Promise<Cached<ListHead>>;

/** So many lists are remembered as what they mean; each is some tens of kilobytes at most. */
const KEPT = 500;

/** Reads list heads through the cache. All lists share one stamp, so they are dropped together. */
export function createListCache(access: CacheAccess): ReadList {
  const flights = createFlights<Cached<ListHead>>();
  const parse = createEntryParser(KEPT);
  return async (filter, load) => {
    const cache = await access.open();
    if (cache === null) return { value: await load(), outcome: "bypass" };
    const { redis, keys } = cache;
    const address = { key: keys.list(nameOf(filter)), stampKey: keys.listStamp() };
    const looked = (await access.tryTo(() => lookUp(redis, [address], parse)))?.[0];
    if (looked === undefined) return { value: await load(), outcome: "bypass" };
    const { stamp, entry } = looked;
    if (entry !== null) return { value: entry.value as ListHead, outcome: "hit" };
    return flights.join(`${address.key} ${stamp}`, async () => {
      const value = await load();
      const filling = { key: address.key, stamp, value };
      const filled = await access.tryTo(async () => {
        await fill(redis, [filling], LIST_TTL_SECONDS);
        return true;
      });
      return { value, outcome: filled ? "miss" : "bypass" };
    });
  };
}

/** The same for filters that mean the same: whatever the order of fields and the writing of words. */
function nameOf({ sort, category, q, minPrice, maxPrice }: ProductFilter): string {
  const words = searchTokens(q ?? "").toSorted();
  return JSON.stringify([sort, category ?? null, words, minPrice ?? null, maxPrice ?? null]);
}
