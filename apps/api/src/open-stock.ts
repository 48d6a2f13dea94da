import {
  type ControlTimes,
  createStockCache,
  openShopRedis,
  type ShopRedis,
  type StockCache,
} from "@scarlet/adapters/cache";
import { createStockEvents, createStockReader, type OpenStockEvents } from "@scarlet/adapters/inventory";
import type { Mongo } from "@scarlet/adapters/mongo";
import { createOrderStock } from "@scarlet/adapters/orders";
import type { RedisLink } from "@scarlet/adapters/redis";
import type { Popularity } from "@scarlet/domain/catalog";
import type { StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { OrderStock } from "@scarlet/domain/orders";

export type OpenStock = {
  readonly store: OrderStock;
  readonly reader: StockReader;
  readonly cache: StockCache;
  readonly events: OpenStockEvents;
};

/**
 * How stock is read and written: whoever writes stock, a server or a command, opens it here, so that all keep to the
 * same cache protocol. A process without Redis (null) keeps to it as well, because others may have one.
 */
export async function openStock(parts: {
  readonly mongo: Mongo;
  /** Null: this process has no Redis. */
  readonly redis: ShopRedis | null;
  readonly log: Log;
  readonly popularity?: Pick<Popularity, "top">;
  /** What whoever runs the database says of its limit of transactions, in seconds. */
  readonly transactionLimitS?: number | undefined;
  /** Told once when the database was restored or copied: the process has to end. */
  readonly onReplaced?: (error: Error) => void;
  /** Times of the cache's protocol; a stress test shortens them. */
  readonly cacheTimes?: Partial<ControlTimes> | undefined;
}): Promise<OpenStock> {
  const { mongo, log, popularity, transactionLimitS, onReplaced, cacheTimes } = parts;
  const redis = parts.redis?.link ?? null;
  const source = createStockReader(mongo);
  const events = createStockEvents(redis, log);
  const cache = await createStockCache({
    mongo,
    redis: redis?.client ?? null,
    source,
    log,
    events,
    ...(parts.redis && { shopId: parts.redis.shopId }),
    transactionLimitS,
    ...(onReplaced && { onReplaced }),
    ...(popularity && { popularity }),
    ...(cacheTimes && { times: cacheTimes }),
  });
  return { store: createOrderStock(mongo, cache.fence), reader: cache.reader, cache, events };
}

/** What a command-line tool opens stock on. */
export type ShopStores = {
  readonly mongo: Mongo;
  readonly redisUrl: string | undefined;
  readonly log: Log;
  readonly transactionLimitS?: number | undefined;
};

/** Opens stock for a command-line tool and closes it afterwards. Without a URL it uses no Redis. */
export async function withStock<T>(
  { mongo, redisUrl, log, transactionLimitS }: ShopStores,
  use: (opened: OpenStock & { readonly redis: RedisLink | null }) => Promise<T>,
): Promise<T> {
  const shopRedis = await openShopRedis({ mongo, url: redisUrl, log });
  const redis = shopRedis.link;
  try {
    const opened = await openStock({ mongo, redis: shopRedis, log, transactionLimitS });
    return await use({ ...opened, redis }).finally(() => opened.cache.close());
  } finally {
    await redis?.close();
  }
}
