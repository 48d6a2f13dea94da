import type { StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import type { Mongo } from "../../mongo/index.ts";
import { type CachedReaderParts, createCachedStockReader } from "./cached-stock-reader.ts";
import { type CacheControl, type ControlState, type ControlTimes, createCacheControl } from "./control.ts";
import { createCacheKeeper } from "./control-keeper.ts";
import { createControlStore } from "./control-store.ts";
import { watchRedis } from "./redis-health.ts";
import { createRedisScripts } from "./redis-scripts.ts";
import { transactionMs } from "./transaction-limit.ts";
import { createWriteFence, type FenceEvents, type WriteFence } from "./write-fence.ts";

export type StockCacheOptions = {
  readonly redis: Redis;
  readonly mongo: Mongo;
  /** Reads stock from the database. */
  readonly source: StockReader;
  readonly log: Log;
  readonly times?: Partial<ControlTimes>;
  readonly events?: FenceEvents & {
    readonly read?: CachedReaderParts["onRead"];
    readonly mode?: (state: ControlState) => void;
  };
};

/** The stock cache of one process: the reader and the fence that belong together, and the keeper of both. */
export type StockCache = {
  readonly reader: StockReader;
  readonly fence: WriteFence;
  readonly control: CacheControl;
  close(): Promise<void>;
};

/** Opens the stock cache over Redis. See docs/cache.md for what it promises. */
export async function createStockCache(options: StockCacheOptions): Promise<StockCache> {
  const { redis, mongo, source, log, events } = options;
  const scripts = createRedisScripts(redis);
  const store = createControlStore(mongo.db);
  const health = watchRedis(redis, mongo.db, log);
  const times = { transactionMs: await transactionMs(mongo.client), ...options.times };
  const control = createCacheControl({
    store,
    health,
    log,
    times,
    ...(events?.mode && { onMode: events.mode }),
  });
  const keeping = createCacheKeeper({
    control,
    store,
    health,
    setGuards: (epoch, draining) => scripts.setGuards(epoch, draining),
    log,
  }).start();
  return {
    control,
    reader: createCachedStockReader({
      source,
      scripts,
      control,
      ...(events?.read && { onRead: events.read }),
    }),
    fence: createWriteFence({ scripts, control, log, ...(events && { events }) }),
    async close() {
      await keeping.stop();
      await health.close();
    },
  };
}
