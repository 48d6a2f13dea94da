import type { ListGenerations, Popularity } from "@scarlet/domain/catalog";
import type { CacheDesk, ProductStock, StockEvents, StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { Mongo } from "../../mongo/index.ts";
import type { BoundRedis } from "../../redis/index.ts";
import { createListGenerations, LISTS_ID } from "../list-generations.ts";
import { createAbsentScripts } from "./absent-redis.ts";
import { ledgerFeed, startAuditor } from "./auditor.ts";
import { createCacheDesk } from "./cache-desk.ts";
import { keepHistory } from "./cache-history.ts";
import { type CachedReaderParts, createCachedStockReader } from "./cached-stock-reader.ts";
import {
  type CacheControl,
  type CacheMode,
  type ControlState,
  type ControlTimes,
  createCacheControl,
  drainMs,
} from "./control.ts";
import { createCacheKeeper } from "./control-keeper.ts";
import { createControlStore } from "./control-store.ts";
import { linearized } from "./linearized.ts";
import { ownAnswer } from "./own-answer.ts";
import { leaveWords, type Speaker } from "./presence.ts";
import { NO_REDIS, type RedisWatch, watchRedis } from "./redis-health.ts";
import { createRedisScripts } from "./redis-scripts.ts";
import type { StockScripts } from "./scripts.ts";
import { type CacheTally, createCacheTally } from "./tally.ts";
import { transactionMs } from "./transaction-limit.ts";
import { createWarmRight, NO_WARM_RIGHT } from "./warm-right.ts";
import { type RunningWarmer, startWarmer, type WarmerParts } from "./warmer.ts";
import { createWriteFence, type WriteFence } from "./write-fence.ts";

export type StockCacheOptions = {
  /** Null: this process has no Redis. It must still keep to the control document, because others may have one. */
  readonly redis: BoundRedis | null;
  readonly mongo: Mongo;
  /** Reads stock from the database. */
  readonly source: StockReader;
  readonly log: Log;
  /** Which products are read most; nobody counts unless told. */
  readonly popularity?: Pick<Popularity, "top">;
  /** Who tells other processes of what was committed; nobody unless told. */
  readonly events?: Pick<StockEvents, "tell">;
  readonly times?: Partial<ControlTimes>;
  readonly onMode?: (state: ControlState) => void;
};

/**
 * How a process stands to the cache: its mode, or absent (no Redis was given to it), unreachable (Redis does not
 * answer it, or takes no writes), sick (it refused writes because only it cannot set fences).
 */
export type CacheStanding = CacheMode | "absent" | "unreachable" | "sick";

/** The stock cache of one process: the reader and the fence that belong together, and the keeper of both. */
export type StockCache = {
  readonly reader: StockReader;
  readonly fence: WriteFence;
  /** Which generation of lists counts, under the same promise. */
  readonly lists: ListGenerations;
  readonly control: CacheControl;
  readonly scripts: StockScripts;
  readonly tally: CacheTally;
  readonly desk: CacheDesk;
  /** Begins to probe what shoppers are told against what is committed. */
  readonly startAuditor: () => { stop(): Promise<void> };
  /** Begins to warm the cache in every epoch that comes. */
  readonly startWarmer: (what: Pick<WarmerParts, "newest" | "words">) => { stop(): Promise<void> };
  readonly standing: () => CacheStanding;
  close(): Promise<void>;
};

const NOBODY_COUNTS: Pick<Popularity, "top"> = { top: () => Promise.resolve([]) };

/** Readers that tell how many products they filled, and count nothing else. */
function thatTells(reading: CachedReaderParts): WarmerParts["readerThatTells"] {
  return (filled) =>
    createCachedStockReader({ ...reading, onRead: (event, count) => event === "fill" && filled(count) });
}

/** Tells of products alone: a generation of lists is kept as one, and is none. */
function tellOf(events: StockCacheOptions["events"]) {
  return (stocks: readonly ProductStock[]): void =>
    events?.tell(
      stocks.flatMap(({ productId, version }) => (productId === LISTS_ID ? [] : [{ productId, version }])),
    );
}

/** What a process says of its Redis, which it tries for it, of its view and of what it did. */
async function wordOf(
  watch: RedisWatch,
  control: CacheControl,
  tally: CacheTally,
): ReturnType<Speaker["say"]> {
  await watch.probe();
  const writesAt = watch.writesAt();
  const view = control.view();
  const isMeant = view === null || view.mode === "off" || view.runId === writesAt;
  return {
    writesAt,
    reaches: writesAt !== null && isMeant,
    mode: view?.mode ?? null,
    epoch: view?.epoch ?? 0,
    viewAgeMs: control.viewAgeMs(),
    drainMs: drainMs(control.times),
    report: tally.report(),
  };
}

/** Opens the stock cache over Redis. See docs/cache.md for what it promises. */
export async function createStockCache(options: StockCacheOptions): Promise<StockCache> {
  const { redis, mongo, source, log, onMode, popularity = NOBODY_COUNTS } = options;
  const scripts = redis ? createRedisScripts(redis) : createAbsentScripts();
  const store = createControlStore(mongo.db);
  const watch = redis ? watchRedis({ redis, scripts, log }) : NO_REDIS;
  const tally = createCacheTally();
  const limits = { transactionMs: await transactionMs(mongo.client), ...options.times };
  const presence = leaveWords(mongo.db, log, {
    say: () => wordOf(watch, control, tally),
    answer: (productId) => ownAnswer(reading, productId),
  });
  const history = keepHistory(mongo.db, tally.report, log);
  const health = { ...watch, peersWriteAt: presence.othersWriteAt };
  const control = createCacheControl({ store, health, log, times: limits, ...(onMode && { onMode }) });
  const keeping = createCacheKeeper({ control, store, health, guards: scripts, log }).start();
  const reading = { source, fillSource: linearized(mongo, source), scripts, control, log };
  const reader = createCachedStockReader({
    ...reading,
    onRead: tally.read,
    onRefusedFill: tally.refusedFill,
    onShared: tally.shared,
  });
  const fence = createWriteFence({
    scripts,
    control,
    log,
    events: {
      ...tally,
      committed: tellOf(options.events),
      failed: () => watch.fenceFailed() && presence.tell(),
    },
  });
  let warmer: RunningWarmer | null = null;
  return {
    control,
    scripts,
    tally,
    reader,
    desk: createCacheDesk({ mongo, scripts, source, warm: async () => warmer?.again() ?? "off" }),
    startAuditor: () =>
      startAuditor({ mongo, reader, changed: ledgerFeed(mongo), log, probed: tally.probed }),
    startWarmer(what) {
      warmer = startWarmer({
        ...what,
        control,
        popularity,
        log,
        warmed: tally.warmed,
        right: redis ? createWarmRight(redis) : NO_WARM_RIGHT,
        readerThatTells: thatTells(reading),
      });
      return warmer;
    },
    fence,
    lists: createListGenerations({ mongo, reader, fence }),
    standing() {
      if (redis === null) return "absent";
      if (tally.isSick()) return "sick";
      return watch.writesAt() === null ? "unreachable" : (control.view()?.mode ?? "off");
    },
    async close() {
      await fence.settled();
      await keeping.stop();
      await history.stop();
      await presence.close();
    },
  };
}
