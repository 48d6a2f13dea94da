import { randomUUID } from "node:crypto";
import {
  type Cached,
  type CatalogCache,
  type ListGenerations,
  type ListHead,
  type ProductFilter,
  searchTokens,
  worstOf,
} from "@scarlet/domain/catalog";
import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import { LIST_KEPT_SECONDS, readsOf } from "../redis/index.ts";
import type { CacheAccess } from "./cache-access.ts";
import { createFlights } from "./flights.ts";
import { isDue, type KeptList } from "./list-refresh.ts";

export type ListCacheParts = {
  readonly access: CacheAccess;
  readonly generations: Pick<ListGenerations, "now">;
  readonly log: Log;
  /** The host's time, in milliseconds: it decides when a list is loaded anew, never whether it may be shown. */
  readonly nowMs?: () => number;
  readonly random?: () => number;
};

/** So many lists are remembered; each is some tens of kilobytes at most. */
const KEPT = 500;
/** One process of all renews a list; should it die, another may after so long. */
const RENEWING_MS = 5_000;

type Remembered = { readonly generation: number; readonly kept: KeptList };

/**
 * Reads list heads through the cache. A list is of one generation and loaded after that generation was read, so while
 * the generation stands it is as the database has it; of another generation it is never shown. One that is only past
 * its time may be shown while it is loaded anew.
 */
export function createListCache(parts: ListCacheParts): Pick<CatalogCache, "list" | "listHint"> {
  const { access, generations, log, nowMs = Date.now, random = Math.random } = parts;
  const flights = createFlights<Cached<ListHead>>();
  const renewals = createFlights<void>();
  const remembered = new Map<string, Remembered>();
  const isPastItsTime = (kept: KeptList): boolean => isDue(kept, nowMs(), 1 - random());

  const remember = (name: string, list: Remembered): void => {
    // A slow load may come after one of a later generation.
    if ((remembered.get(name)?.generation ?? 0) > list.generation) return;
    if (remembered.size >= KEPT) remembered.clear();
    remembered.set(name, list);
  };

  /** Loads a list that was asked for in this generation, and fills it. */
  const loadAndFill = (wanted: Wanted): Promise<Cached<ListHead>> =>
    flights.join(wanted.key, async () => {
      const begunMs = nowMs();
      const head = await wanted.load();
      const kept: KeptList = { head, loadedAtMs: begunMs, tookMs: nowMs() - begunMs };
      const filled = await access.tryTo(() => fill(wanted, kept));
      remember(wanted.name, { generation: wanted.generation, kept });
      return { value: head, outcome: filled === null ? "bypass" : "miss" };
    });

  /** Loads a list anew beside the reads that show it: in one process of all, once at a time. */
  const renew = (wanted: Wanted): Promise<void> =>
    renewals.join(wanted.key, async () => {
      if (await access.tryTo(() => takeRenewal(wanted))) await loadAndFill(wanted);
    });

  return {
    listHint(filter) {
      const known = remembered.get(nameOf(filter));
      if (known === undefined || isPastItsTime(known.kept)) return null;
      return {
        head: known.kept.head,
        async stands() {
          const { generation, outcome } = await generations.now();
          return generation === known.generation ? outcome : null;
        },
      };
    },
    async list(filter, load) {
      const [{ generation, outcome }, cache] = await Promise.all([generations.now(), access.open()]);
      if (cache === null) return { value: await load(), outcome: "bypass" };
      const name = nameOf(filter);
      const wanted = { redis: cache.redis, key: cache.keys.list(generation, name), name, generation, load };
      const found = await access.tryTo(() => look(wanted));
      if (found === null) return { value: await load(), outcome: "bypass" };
      if (found.kept === null) {
        const loaded = await loadAndFill(wanted);
        return { value: loaded.value, outcome: worstOf([outcome, loaded.outcome]) };
      }
      const { kept } = found;
      remember(name, { generation, kept });
      if (isPastItsTime(kept))
        renew(wanted).catch((error: unknown) => log.warn({ err: error }, "a list could not be loaded anew"));
      return { value: kept.head, outcome };
    },
  };
}

type Wanted = {
  readonly redis: Redis;
  readonly key: string;
  readonly name: string;
  /** The generation that stood when the list was asked for. */
  readonly generation: number;
  readonly load: () => Promise<ListHead>;
};

async function look({ redis, key }: Wanted): Promise<{ readonly kept: KeptList | null }> {
  const [text = null] = await readsOf(redis)([key]);
  return { kept: text === null ? null : (JSON.parse(text) as KeptList) };
}

async function fill({ redis, key }: Wanted, kept: KeptList): Promise<"filled"> {
  const spread = Math.ceil(LIST_KEPT_SECONDS * (0.9 + 0.2 * Math.random()));
  await redis.set(key, JSON.stringify(kept), "EX", spread);
  return "filled";
}

async function takeRenewal({ redis, key }: Wanted): Promise<boolean> {
  return (await redis.set(`${key}:renewing`, randomUUID(), "PX", RENEWING_MS, "NX")) === "OK";
}

/** The same for filters that mean the same: whatever the order of fields and the writing of words. */
function nameOf({ sort, category, q, minPrice, maxPrice }: ProductFilter): string {
  const words = searchTokens(q ?? "").toSorted();
  return JSON.stringify([sort, category ?? null, words, minPrice ?? null, maxPrice ?? null]);
}
