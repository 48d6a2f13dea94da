import type { CacheAdmin } from "@scarlet/domain/cache";
import type { ListGenerations, Popularity } from "@scarlet/domain/catalog";
import { type StockEvents, type StockReader, stockMoves } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import {
  committedVersionOf,
  createLinearizableReader,
  createListGenerations,
  LISTS_ID,
  recentlyChangedProducts,
  type WriteFence,
} from "../inventory/index.ts";
import type { Mongo } from "../mongo/index.ts";
import { type BoundRedis, oneRedis } from "../redis/index.ts";
import { createCacheAdmin } from "./cache-admin.ts";
import {
  type CacheControl,
  type CacheMode,
  type ControlState,
  type ControlStore,
  type ControlTimes,
  createCacheControl,
  drainMs,
  type RedisHealth,
} from "./control/cache-control.ts";
import { createControlLoop } from "./control/control-loop.ts";
import { createControlStore, tellingTime } from "./control/control-store.ts";
import {
  createLineageCheck,
  createLineageStoreBeside,
  DatabaseReplacedError,
  identifyShop,
  watchLineage,
} from "./control/lineage.ts";
import { NO_REDIS, type RedisWatch, watchRedis } from "./control/redis-health.ts";
import { type OpenLimit, openTransactionLimit } from "./control/transaction-limit.ts";
import { createWriteFence, type FenceEvents } from "./fencing/write-fence.ts";
import { createAbsentScripts } from "./protocol/stock-cache.absent.ts";
import type { StockScripts } from "./protocol/stock-cache.port.ts";
import { createRedisScripts } from "./protocol/stock-cache.redis.ts";
import { createCachedStockReader } from "./reading/cached-stock-reader.ts";
import type { CachedReaderParts } from "./reading/stock-read.ts";
import { startAuditor } from "./telemetry/auditor.ts";
import { recordHistory } from "./telemetry/cache-history.ts";
import { type CacheStats, createCacheStats } from "./telemetry/cache-stats.ts";
import { type HeartbeatLoop, type HeartbeatSource, startHeartbeat } from "./telemetry/heartbeat.ts";
import { probeProcess } from "./telemetry/probe-process.ts";
import { type RunningWarmer, startWarmer, type WarmerParts } from "./warming/warmer.ts";
import { createWarmingLease, NO_WARMING_LEASE } from "./warming/warming-lease.ts";

export type StockCacheOptions = {
  /** Null: this process has no Redis. It must still keep to the control document, because others may have one. */
  readonly redis: BoundRedis | null;
  readonly mongo: Mongo;
  /** Reads stock from the database. */
  readonly source: StockReader;
  readonly log: Log;
  /** Which products are read most. Unset: reads are not counted. */
  readonly popularity?: Pick<Popularity, "top">;
  /** Publishes committed changes to other processes, and tells theirs. Unset: none are published. */
  readonly events?: Pick<StockEvents, "publish"> & Partial<Pick<StockEvents, "listen">>;
  readonly times?: Partial<ControlTimes>;
  /** The shop whose keys `redis` makes; as the control document names it unless told. */
  readonly shopId?: string;
  /** The database's `transactionLifetimeLimitSeconds`, as the operator states it. */
  readonly transactionLimitS?: number | undefined;
  /** Told once when the database was restored or copied: this process has to end. It is only written down unless told. */
  readonly onReplaced?: (error: DatabaseReplacedError) => void;
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
  readonly stats: CacheStats;
  readonly admin: CacheAdmin;
  /** Begins to probe what shoppers are told against what is committed. */
  readonly startAuditor: () => { stop(): Promise<void> };
  /** Begins to warm the cache in every epoch that comes. */
  readonly startWarmer: (what: Pick<WarmerParts, "newest" | "words">) => { stop(): Promise<void> };
  readonly standing: () => CacheStanding;
  close(): Promise<void>;
};

const NO_POPULARITY: Pick<Popularity, "top"> = { top: () => Promise.resolve([]) };

/** Readers that tell how many products they filled, and count nothing else. */
function readersThatCount(readerParts: CachedReaderParts): WarmerParts["createReader"] {
  return (filled) =>
    createCachedStockReader({ ...readerParts, onRead: (event, count) => event === "fill" && filled(count) });
}

/** Tells of products alone: a generation of lists is kept as one, and is none. */
function publishCommitted(events: StockCacheOptions["events"]): NonNullable<FenceEvents["committed"]> {
  const isProduct = (id: string): boolean => id !== LISTS_ID;
  return (stocks, unknown, movements) => {
    const moves = stockMoves(movements);
    events?.publish({
      changes: stocks
        .filter(({ productId }) => isProduct(productId))
        .map(({ productId, version, freeAt, skus }) => ({
          productId,
          version,
          freeAt,
          skus,
          moves: moves.get(productId) ?? [],
        })),
      stale: unknown.filter(isProduct),
    });
  };
}

/**
 * What a process writes into its heartbeat: which Redis takes its writes (tried just before), what it read of the control
 * document, its statistics.
 */
async function heartbeatReport(
  { watch, health }: { readonly watch: RedisWatch; readonly health: RedisHealth },
  control: CacheControl,
  stats: CacheStats,
): ReturnType<HeartbeatSource["say"]> {
  await watch.probe();
  const writesAt = health.writesAt();
  const reading = control.reading();
  return {
    writesAt,
    // While the control document is not known, a Redis that takes writes counts as reached.
    reaches: writesAt !== null && isInUseOrNone(control, writesAt) !== false,
    mode: reading?.mode ?? null,
    epoch: reading?.epoch ?? 0,
    viewAgeMs: control.viewAgeMs(),
    drainMs: drainMs(control.times),
    report: stats.report(),
  };
}

/** Whether this is the Redis that is in use, or none is; undefined while this process does not know. */
function isInUseOrNone(control: CacheControl, runId: string | null): boolean | undefined {
  const reading = control.reading();
  return reading === null ? undefined : reading.mode === "off" || reading.runId === runId;
}

/** What was fenced for the time before is outlasted by a drain of the new one. */
async function outlastLimit(control: CacheControl, store: ControlStore): Promise<void> {
  const seen = await control.renew();
  if (seen.mode !== "off") await store.change(seen, { mode: "off", epoch: seen.epoch, runId: seen.runId });
}

function reportOnce({ log, onReplaced }: StockCacheOptions): (error: DatabaseReplacedError) => void {
  let isTold = false;
  return (error) => {
    if (isTold) return;
    isTold = true;
    log.error({ err: error }, "the database was restored or copied: this process knows another one");
    onReplaced?.(error);
  };
}

/** Health as the control needs it: no Redis while the limit for transactions is unknown, as no fence is long enough. */
function healthOf(watch: RedisWatch, heartbeat: HeartbeatLoop, limit: OpenLimit): RedisHealth {
  return {
    runId: () => (limit.now().isBound ? watch.runId() : null),
    writesAt: () => (limit.now().isBound ? watch.writesAt() : null),
    peersCanWrite: heartbeat.peersCanWrite,
  };
}

type ControlledBy = {
  readonly options: StockCacheOptions;
  readonly store: ControlStore;
  readonly health: RedisHealth;
  readonly limit: OpenLimit;
  readonly shopId: string;
  readonly replaced: (error: DatabaseReplacedError) => void;
};

function openControl({ options, store, health, limit, shopId, replaced }: ControlledBy): CacheControl {
  const { log, onMode } = options;
  return createCacheControl({
    store,
    health,
    log,
    shopId,
    transactionMs: () => limit.now().transactionMs,
    ...(options.times && { times: options.times }),
    onReplaced: () => replaced(new DatabaseReplacedError("the control document is another shop's")),
    ...(onMode && { onMode }),
  });
}

type BackgroundParts = ControlledBy & { readonly control: CacheControl; readonly scripts: StockScripts };

/** Keeps the mode, and looks whether the database is still the one that was opened and bounds its transactions as then. */
function startBackground(parts: BackgroundParts): { stop(): Promise<void> } {
  const { options, control, store, health, scripts, limit, shopId, replaced } = parts;
  const { mongo, redis, log } = options;
  const lineage = createLineageCheck({
    store: createLineageStoreBeside(control, mongo.db),
    shopId,
    redis: () => (redis?.runId ? oneRedis(redis, redis.runId) : null),
    mayAdd: () => isInUseOrNone(control, redis?.runId ?? null) === true,
  });
  const running = [
    createControlLoop({ control, store, health, guards: scripts, log }).start(),
    watchLineage(lineage, { log, replaced }),
    limit.watch(() => outlastLimit(control, store)),
  ];
  return {
    async stop() {
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}

/** Opens the stock cache over Redis. See docs/cache.md for what it promises. */
export async function createStockCache(options: StockCacheOptions): Promise<StockCache> {
  const { redis, mongo, source, log, popularity = NO_POPULARITY } = options;
  const scripts = redis ? createRedisScripts(redis) : createAbsentScripts();
  const store = tellingTime(createControlStore(mongo.db), mongo.clock);
  const watch = redis ? watchRedis({ redis, scripts, log }) : NO_REDIS;
  const stats = createCacheStats();
  const shopId = options.shopId ?? (await identifyShop(mongo.db));
  const replaced = reportOnce(options);
  const limit = await openTransactionLimit(mongo.client, options.transactionLimitS, log);
  const heartbeat = startHeartbeat(mongo.db, log, {
    say: () => heartbeatReport({ watch, health }, control, stats),
    answer: (productId) => probeProcess(readerParts, productId),
  });
  const history = recordHistory(mongo.db, stats.report, log);
  const health = healthOf(watch, heartbeat, limit);
  const control = openControl({ options, store, health, limit, shopId, replaced });
  const background = startBackground({ options, control, store, health, scripts, limit, shopId, replaced });
  const readerParts = { source, fillSource: createLinearizableReader(mongo, source), scripts, control, log };
  const reader = createCachedStockReader({
    ...readerParts,
    onRead: stats.read,
    onRefusedFill: stats.refusedFill,
    onShared: stats.shared,
  });
  const failed = () => watch.reportFenceFailure() && heartbeat.tell();
  const events = { ...stats, committed: publishCommitted(options.events), failed };
  const fence = createWriteFence({ scripts, control, log, events });
  let warmer: RunningWarmer | null = null;
  return {
    control,
    scripts,
    stats,
    reader,
    admin: createCacheAdmin({ mongo, scripts, source, warm: async () => warmer?.again() ?? "off" }),
    startAuditor: () =>
      startAuditor({
        recentlyChanged: (count) => recentlyChangedProducts(mongo, count),
        onChange: (changed) => options.events?.listen?.(changed),
        committedVersion: (productId) => committedVersionOf(mongo, productId),
        reader,
        log,
        onProbe: stats.probed,
      }),
    startWarmer(what) {
      warmer = startWarmer({
        ...what,
        control,
        popularity,
        log,
        onWarmed: stats.warmed,
        right: redis ? createWarmingLease(redis) : NO_WARMING_LEASE,
        createReader: readersThatCount(readerParts),
      });
      return warmer;
    },
    fence,
    lists: createListGenerations({ mongo, reader, fence }),
    standing() {
      if (redis === null) return "absent";
      if (stats.isSick()) return "sick";
      return health.writesAt() === null ? "unreachable" : (control.reading()?.mode ?? "off");
    },
    async close() {
      await fence.settled();
      await background.stop();
      await history.stop();
      await heartbeat.close();
    },
  };
}
