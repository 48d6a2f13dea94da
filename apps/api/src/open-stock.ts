import { createStockCache, createStockReader, type StockCache } from "@scarlet/adapters/inventory";
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
  const cache = await createStockCache({
    mongo,
    redis: redis?.client ?? null,
    source,
    log,
    ...(popularity && { popularity }),
  });
  return { store: createOrderStock(mongo, cache.fence), reader: cache.reader, cache };
}
