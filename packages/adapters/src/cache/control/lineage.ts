import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "@scarlet/domain/kernel";
import type { Db } from "mongodb";
import { LINEARIZABLE } from "../../mongo/index.ts";
import { type OneRedis, stockKeys } from "../../redis/index.ts";
import type { CacheControl } from "./cache-control.ts";
import { createControlStore } from "./control-store.ts";

/**
 * Which database this is, and what it has lived through lately: `entries`, oldest first, one a second. A copy lives on
 * differently, and a restored backup has forgotten the last of them, so neither knows what a Redis was told since.
 */
export type Lineage = { readonly shopId: string; readonly entries: readonly string[] };

/** Raised where the database has turned out to be another one, or an older state of itself. The process has to end. */
export class DatabaseReplacedError extends Error {
  override readonly name = "DatabaseReplacedError";
}

/** The control document, as far as it tells which database this is. */
export interface LineageStore {
  /** Linearizable; the shop's id is made at the first look. Raises when the database does not answer in time. */
  read(): Promise<Lineage>;
  /** Adds an entry after `last`; false when another process was quicker, or the shop has another id by now. */
  add(shopId: string, last: string | null, entry: string): Promise<boolean>;
  /** Gives the shop another id, off which no key of the old one is read, and switches the cache off in the same write. */
  rename(shopId: string): Promise<void>;
}

/** An entry a second for so long; a Redis that was told none of these has not heard of this database for a minute. */
const MAX_ENTRIES = 64;
const CHECK_INTERVAL_MS = 1_000;
const DOCUMENT_ID = "stock";

type LineageRecord = { _id: string; shopId?: string; lineage?: string[]; beat?: string | null };

/** Over the same document as the control of the cache: what says "on" also says of which database. */
export function createLineageStore(db: Db): LineageStore {
  const records = db.collection<LineageRecord>("stock_cache_control", { writeConcern: { w: "majority" } });
  const find = () =>
    records.findOne({ _id: DOCUMENT_ID }, { ...LINEARIZABLE, projection: { shopId: 1, lineage: 1 } });
  return {
    async read() {
      const found = await find();
      if (found?.shopId !== undefined) return { shopId: found.shopId, entries: found.lineage ?? [] };
      // Raised by no one: two processes that name it at once agree on the first name.
      await records.updateOne(
        { _id: DOCUMENT_ID, shopId: { $exists: false } },
        { $set: { shopId: createShopId() } },
      );
      const named = await find();
      if (named?.shopId === undefined) throw new Error("the shop has no control document yet");
      return { shopId: named.shopId, entries: named.lineage ?? [] };
    },
    async add(shopId, last, entry) {
      const lineage = { $slice: [{ $concatArrays: [{ $ifNull: ["$lineage", []] }, [entry]] }, -MAX_ENTRIES] };
      const added = await records.updateOne({ _id: DOCUMENT_ID, shopId, beat: last }, [
        { $set: { lineage, beat: { $literal: entry } } },
      ]);
      return added.modifiedCount === 1;
    },
    async rename(shopId) {
      const since = { $cond: [{ $eq: ["$mode", "off"] }, "$since", "$$NOW"] };
      await records.updateOne({ _id: DOCUMENT_ID, shopId }, [
        { $set: { shopId: { $literal: createShopId() }, mode: "off", since, lineage: [], beat: null } },
      ]);
    },
  };
}

/** The same, read through the control: what it learns of the document is then known to all who go by that. */
export function createLineageStoreBeside(control: Pick<CacheControl, "renew">, db: Db): LineageStore {
  return {
    ...createLineageStore(db),
    async read() {
      const { shopId, lineage } = await control.renew();
      return { shopId, entries: lineage };
    },
  };
}

/** The id of the shop in this database, made when it has none. Raises when the database does not answer in time. */
export async function identifyShop(db: Db): Promise<string> {
  await createControlStore(db).read();
  return (await createLineageStore(db).read()).shopId;
}

function createShopId(): string {
  return randomUUID().slice(0, 13);
}

/** How a shop's keys and channels begin in a Redis that others may use as well. */
export function keyPrefixOf(shopId: string): string {
  return `scarlet:${shopId}:`;
}

export type LineageParts = {
  readonly store: LineageStore;
  /** As this process opened it; its keys begin with it. */
  readonly shopId: string;
  /** The Redis behind the connection; null while there is none. */
  readonly redis: () => Pick<OneRedis, "read" | "send"> | null;
  /** Whether this process may add entries: the Redis that it reaches is the one in use, or none is. */
  readonly mayAdd: () => boolean;
};

/** Compares what the database remembers with what Redis and this process were told of it. */
export type LineageCheck = {
  /** One comparison. Raises `DatabaseReplacedError`, after the shop has another id; and when a store does not answer. */
  readonly check: () => Promise<void>;
};

export function createLineageCheck(parts: LineageParts): LineageCheck {
  const { store, shopId } = parts;
  /** The newest entry that this process saw in the database. */
  let seen: string | null = null;

  /** In this order: what Redis was told stood in the database before. */
  async function look() {
    const redis = parts.redis();
    const [told = null] = redis === null ? [] : await redis.read([stockKeys.lineage]);
    const lineage = await store.read();
    if (lineage.shopId !== shopId) throw new DatabaseReplacedError("the shop has another id by now");
    return { redis, told, entries: lineage.entries };
  }

  return {
    async check() {
      let found = await look();
      // A process that slept between the two looks may have missed a minute of entries: the second look tells.
      if (!continues(found.entries, found.told, seen)) found = await look();
      if (!continues(found.entries, found.told, seen)) {
        await store.rename(shopId);
        throw new DatabaseReplacedError("the database is a copy, or an older state of itself");
      }
      const last = found.entries.at(-1) ?? null;
      if (found.redis === null || !parts.mayAdd()) {
        seen = last ?? seen;
        return;
      }
      const next = entryAfter(last);
      seen = (await store.add(shopId, last, next)) ? next : (last ?? seen);
      if (seen !== null) await found.redis.send(["set", stockKeys.lineage, seen]);
    },
  };
}

/** Whether the database remembers what Redis was told and what this process saw. */
function continues(entries: readonly string[], told: string | null, seen: string | null): boolean {
  if (told !== null && !entries.includes(told)) return false;
  if (seen === null || entries.includes(seen)) return true;
  // A process that slept for a minute has seen nothing that could still be there.
  return numberOf(seen) < numberOf(entries[0] ?? null);
}

function entryAfter(last: string | null): string {
  return `${numberOf(last) + 1}:${randomBytes(6).toString("hex")}`;
}

function numberOf(entry: string | null): number {
  return entry === null ? 0 : Number.parseInt(entry, 10);
}

/** A comparison a second, until stopped. `replaced` is told once, when it fails. */
export function watchLineage(
  { check }: LineageCheck,
  { log, replaced }: { readonly log: Log; readonly replaced: (error: DatabaseReplacedError) => void },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    let isSilent = false;
    while (!stopping.signal.aborted) {
      try {
        await check();
        isSilent = false;
      } catch (error) {
        if (error instanceof DatabaseReplacedError) return replaced(error);
        // Told once: a store that is away is told of elsewhere as well.
        if (!isSilent)
          log.warn({ err: error }, "it could not be seen whether the database is still the same");
        isSilent = true;
      }
      await sleep(CHECK_INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
