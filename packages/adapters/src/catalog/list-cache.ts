import { randomUUID } from "node:crypto";
import { type Cached, type ListHead, type ProductFilter, searchTokens } from "@scarlet/domain/catalog";
import type { Log } from "@scarlet/domain/kernel";
import { LIST_KEPT_SECONDS } from "../redis/index.ts";
import type { Access, CacheAccess } from "./cache-access.ts";
import { createFlights } from "./flights.ts";
import { isDue, type KeptList } from "./list-refresh.ts";
import { createEntryParser, fill, lookUp } from "./stamped-entries.ts";

type ReadList = (filter: ProductFilter, load: () => Promise<ListHead>) => Promise<Cached<ListHead>>;

export type ListCacheParts = {
  readonly access: CacheAccess;
  readonly log: Log;
  /** The host's time, in milliseconds: it decides when a list is loaded anew, never whether it may be shown. */
  readonly nowMs?: () => number;
  readonly random?: () => number;
};

/** So many lists are remembered as what they mean; each is some tens of kilobytes at most. */
const KEPT = 500;
/** One process of all renews a list; should it die, another may after so long. */
const RENEWING_MS = 5_000;

/**
 * Reads list heads through the cache. All lists share one stamp, which changes with every change of membership or
 * order: a list of another stamp is never shown. One of this stamp may be shown while it is loaded anew.
 */
export function createListCache(parts: ListCacheParts): ReadList {
  const { access, log, nowMs = Date.now, random = Math.random } = parts;
  const flights = createFlights<Cached<ListHead>>();
  const renewals = createFlights<void>();
  const parse = createEntryParser(KEPT);

  /** Loads a list that was asked for under this stamp, and fills it. */
  const loadAndFill = (wanted: Wanted): Promise<Cached<ListHead>> =>
    flights.join(`${wanted.key} ${wanted.stamp}`, async () => {
      const begunMs = nowMs();
      const head = await wanted.load();
      const value: KeptList = { head, loadedAtMs: begunMs, tookMs: nowMs() - begunMs };
      const filled = await access.tryTo(async () => {
        await fill(wanted.cache.redis, [{ ...wanted, value }], LIST_KEPT_SECONDS);
        return true;
      });
      return { value: head, outcome: filled ? "miss" : "bypass" };
    });

  /** Loads a list anew beside the reads that show it: in one process of all, once at a time. */
  const renew = (wanted: Wanted): Promise<void> =>
    renewals.join(`${wanted.key} ${wanted.stamp}`, async () => {
      if (await access.tryTo(() => takeRenewal(wanted))) await loadAndFill(wanted);
    });

  return async (filter, load) => {
    const cache = await access.open();
    if (cache === null) return { value: await load(), outcome: "bypass" };
    const { redis, keys } = cache;
    const address = { key: keys.list(nameOf(filter)), stampKey: keys.listStamp() };
    const looked = (await access.tryTo(() => lookUp(redis, [address], parse)))?.[0];
    if (looked === undefined) return { value: await load(), outcome: "bypass" };
    const { stamp, entry } = looked;
    const wanted = { cache, key: address.key, stamp, load };
    if (entry === null) return loadAndFill(wanted);
    const kept = entry.value as KeptList;
    if (isDue(kept, nowMs(), 1 - random()))
      renew(wanted).catch((error: unknown) => log.warn({ err: error }, "a list could not be loaded anew"));
    return { value: kept.head, outcome: "hit" };
  };
}

type Wanted = {
  readonly cache: Access;
  readonly key: string;
  /** The stamp that stood when the list was looked up: what is loaded now counts only while it stands. */
  readonly stamp: string;
  readonly load: () => Promise<ListHead>;
};

async function takeRenewal({ cache, key }: Wanted): Promise<boolean> {
  return (await cache.redis.set(`${key}:renewing`, randomUUID(), "PX", RENEWING_MS, "NX")) === "OK";
}

/** The same for filters that mean the same: whatever the order of fields and the writing of words. */
function nameOf({ sort, category, q, minPrice, maxPrice }: ProductFilter): string {
  const words = searchTokens(q ?? "").toSorted();
  return JSON.stringify([sort, category ?? null, words, minPrice ?? null, maxPrice ?? null]);
}
