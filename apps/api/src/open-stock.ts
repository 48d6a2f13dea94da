import {
  createStockCache,
  createStockEvents,
  createStockReader,
  type OpenStockEvents,
  type StockCache,
} from "@scarlet/adapters/inventory";
import type { Mongo } from "@scarlet/adapters/mongo";
import { createOrderStock } from "@scarlet/adapters/orders";
import { connectRedis, type RedisLink } from "@scarlet/adapters/redis";
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
  readonly redis: RedisLink | null;
  readonly log: Log;
  readonly popularity?: Pick<Popularity, "top">;
}): Promise<OpenStock> {
  const { mongo, redis, log, popularity } = parts;
  const source = createStockReader(mongo);
  const events = createStockEvents(redis, log);
  const cache = await createStockCache({
    mongo,
    redis: redis?.client ?? null,
    source,
    log,
    events,
    ...(popularity && { popularity }),
  });
  return { store: createOrderStock(mongo, cache.fence), reader: cache.reader, cache, events };
}

/** Opens stock for a command that comes to an end, and closes what it opened. Without a URL it has no Redis. */
export async function withStock<T>(
  {
    mongo,
    redisUrl,
    log,
  }: { readonly mongo: Mongo; readonly redisUrl: string | undefined; readonly log: Log },
  use: (opened: OpenStock & { readonly redis: RedisLink | null }) => Promise<T>,
): Promise<T> {
  const redis = redisUrl === undefined ? null : await connectRedis({ url: redisUrl, log });
  try {
    const opened = await openStock({ mongo, redis, log });
    return await use({ ...opened, redis }).finally(() => opened.cache.close());
  } finally {
    await redis?.close();
  }
}
