import { createHash, randomUUID } from "node:crypto";
import {
  type Cached,
  type CatalogCache,
  type ListGenerations,
  type ListHead,
  type ProductFilter,
  worstOf,
} from "@scarlet/domain/catalog";
import { type Log, searchTerms } from "@scarlet/domain/kernel";
import { LRUCache } from "lru-cache";
import { createSingleFlight } from "../batching/index.ts";
import { catalogKeys, LIST_KEPT_SECONDS, type OneRedis } from "../redis/index.ts";
import { isDue, type KeptList } from "./list-refresh.ts";
import type { RedisAccess } from "./redis-access.ts";

export type ListCacheParts = {
  readonly access: RedisAccess;
  readonly generations: Pick<ListGenerations, "now">;
  readonly log: Log;
  /** The host's time, in milliseconds: it decides when a list is loaded anew, never whether it may be shown. */
  readonly nowMs?: () => number;
  readonly random?: () => number;
};

/** How many lists this process keeps; each has some tens of kilobytes at most. */
const MAX_SHELVES = 300;
const MAX_FREE_LISTS = 200;
/** How many keys of a generation the lists share that callers make up (words, prices): there is no end of such lists. */
const FREE_LIST_SLOTS = 256;
/** One process of all renews a list; should it die, another may after so long. */
const RENEWAL_LEASE_MS = 5_000;

type Remembered = { readonly generation: number; readonly kept: KeptList };

/**
 * Reads list heads through the cache. A list is of one generation and loaded after that generation was read, so while
 * the generation stands it is as the database has it; of another generation it is never shown. One that is only past
 * its time may be shown while it is loaded anew.
 */
export function createListCache(parts: ListCacheParts): Pick<CatalogCache, "list" | "listHint"> {
  const { access, generations, log, nowMs = Date.now, random = Math.random } = parts;
  const flights = createSingleFlight<Cached<ListHead>>();
  const renewals = createSingleFlight<void>();
  const shelves = new LRUCache<string, Remembered>({ max: MAX_SHELVES });
  const freeLists = new LRUCache<string, Remembered>({ max: MAX_FREE_LISTS });
  const memoryOf = ({ isFree }: Named) => (isFree ? freeLists : shelves);
  const isPastItsTime = (kept: KeptList): boolean => isDue(kept, nowMs(), 1 - random());

  const remember = (named: Named, list: Remembered): void => {
    const memory = memoryOf(named);
    // A slow load may come after one of a later generation.
    if ((memory.peek(named.name)?.generation ?? 0) <= list.generation) memory.set(named.name, list);
  };

  /** Loads a list that was asked for in this generation, and fills it. */
  const loadAndFill = (wanted: Wanted): Promise<Cached<ListHead>> =>
    flights.join(flightOf(wanted), async () => {
      const begunMs = nowMs();
      const head = await wanted.load();
      const kept: KeptList = { name: wanted.name, head, loadedAtMs: begunMs, tookMs: nowMs() - begunMs };
      const filled = await access.tryTo((redis) => fill(redis, wanted, kept));
      remember(wanted, { generation: wanted.generation, kept });
      return { value: head, outcome: filled === null ? "bypass" : "miss" };
    });

  /** Loads a list anew beside the reads that show it: in one process of all, once at a time. */
  const renew = (wanted: Wanted): Promise<void> =>
    renewals.join(flightOf(wanted), async () => {
      if (await access.tryTo((redis) => takeRenewal(redis, wanted))) await loadAndFill(wanted);
    });

  return {
    listHint(filter) {
      const named = namedBy(filter);
      const known = memoryOf(named).get(named.name);
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
      const { generation, outcome } = await generations.now();
      const named = namedBy(filter);
      const key = catalogKeys.list(generation, named.isFree ? slotOf(named.name) : named.name);
      const wanted = { ...named, key, generation, load };
      const found = await access.tryTo((redis) => look(redis, wanted));
      if (found === null) return { value: await load(), outcome: "bypass" };
      if (found.kept === null) {
        const loaded = await loadAndFill(wanted);
        return { value: loaded.value, outcome: worstOf([outcome, loaded.outcome]) };
      }
      const { kept } = found;
      remember(named, { generation, kept });
      if (isPastItsTime(kept))
        renew(wanted).catch((error: unknown) => log.warn({ err: error }, "a list could not be loaded anew"));
      return { value: kept.head, outcome };
    },
  };
}

type Named = {
  readonly name: string;
  /** Of words or prices that the caller made up: one of a number without end. */
  readonly isFree: boolean;
};

type Wanted = Named & {
  readonly key: string;
  /** The generation that stood when the list was asked for. */
  readonly generation: number;
  readonly load: () => Promise<ListHead>;
};

async function look(redis: OneRedis, { key, name }: Wanted): Promise<{ readonly kept: KeptList | null }> {
  const [text = null] = await redis.read([key]);
  const kept = text === null ? null : (JSON.parse(text) as KeptList);
  // A key of made-up lists may hold another one.
  return { kept: kept?.name === name ? kept : null };
}

/** Lists that share a key are still loaded each by itself. */
function flightOf({ key, name }: Wanted): string {
  return `${key} ${name}`;
}

async function fill(redis: OneRedis, { key }: Wanted, kept: KeptList): Promise<"filled"> {
  const spread = Math.ceil(LIST_KEPT_SECONDS * (0.9 + 0.2 * Math.random()));
  await redis.send(["set", key, JSON.stringify(kept), "EX", spread]);
  return "filled";
}

async function takeRenewal(redis: OneRedis, { key }: Wanted): Promise<boolean> {
  const lease = catalogKeys.listRenewal(key);
  const [taken] = await redis.send(["set", lease, randomUUID(), "PX", RENEWAL_LEASE_MS, "NX"]);
  return taken === "OK";
}

/** The same for filters that mean the same: whatever the order of fields and the writing of words. */
function namedBy({ sort, category, q, minPrice, maxPrice }: ProductFilter): Named {
  const terms = searchTerms(q)?.map(({ parts }) => parts.join(" ")) ?? null;
  return {
    name: JSON.stringify([
      sort,
      category ?? null,
      terms?.toSorted() ?? null,
      minPrice ?? null,
      maxPrice ?? null,
    ]),
    isFree: terms !== null || minPrice !== undefined || maxPrice !== undefined,
  };
}

function slotOf(name: string): string {
  return `free:${createHash("sha1").update(name).digest().readUInt32BE() % FREE_LIST_SLOTS}`;
}
