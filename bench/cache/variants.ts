import { createStockCache } from "../../packages/adapters/src/cache/index.ts";
import { createCatalogCache, createProductStore } from "../../packages/adapters/src/catalog/index.ts";
import {
  createContentRaiser,
  createListGenerations,
  createStockReader,
  type WriteFence,
} from "../../packages/adapters/src/inventory/index.ts";
import { connectMongo, type Mongo } from "../../packages/adapters/src/mongo/index.ts";
import { connectRedis, type RedisLink } from "../../packages/adapters/src/redis/index.ts";
import { NO_FENCE, THROUGH } from "../../packages/adapters/test/harness/no-fence.ts";
import type { ProductStock, StockReader } from "../../packages/domain/src/inventory/index.ts";

/**
 * shop: the shop's own cache. naive: GET, on a miss SET, and DEL after every commit, as is common. database: content
 * and lists from the cache, but stock from the database at every read.
 */
export const VARIANTS = ["shop", "naive", "database"] as const;
export type Variant = (typeof VARIANTS)[number];

export const SILENT_LOG = { debug() {}, info() {}, warn() {}, error() {} };
const NAIVE_TTL_S = 600;

/** Everything that a server of a variant needs. All variants share content, lists, services and HTTP. */
export async function openVariant(way: Variant, urls: { readonly database: string; readonly redis: string }) {
  const mongo = await connectMongo({ url: urls.database });
  const redis = await connectRedis({ url: urls.redis, log: SILENT_LOG });
  const stock = await openStockOf(way, mongo, redis);
  const generations = createListGenerations({ mongo, reader: stock.stockReader, fence: stock.fence });
  const services = {
    products: createProductStore(mongo),
    catalogCache: createCatalogCache({
      redis,
      generations,
      contents: createContentRaiser({ mongo, fence: stock.fence }),
      log: SILENT_LOG,
    }),
    popularity: { seen() {}, top: async () => [] },
  };
  return { mongo, services, ...stock };
}

type OpenStock = {
  readonly stockReader: StockReader;
  readonly fence: WriteFence;
  /** Whether reads come from the cache yet. */
  readonly isReady: () => boolean;
  /** Reads of single products by outcome, where the variant counts them. */
  readonly reads?: () => Readonly<Record<string, number>>;
};

async function openStockOf(way: Variant, mongo: Mongo, redis: RedisLink): Promise<OpenStock> {
  const source = createStockReader(mongo);
  if (way === "shop") {
    const cache = await createStockCache({ mongo, redis: redis.client, source, log: SILENT_LOG });
    return {
      stockReader: cache.reader,
      fence: cache.fence,
      isReady: () => cache.control.readable() !== null,
      reads: () => cache.stats.report().reads,
    };
  }
  if (way === "naive")
    return { stockReader: naiveReader(redis, source), fence: deleteAfterCommit(redis), isReady: () => true };
  return { stockReader: source, fence: NO_FENCE, isReady: () => true };
}

const naiveKey = (id: string): string => `bench:naive:${id}`;

function naiveReader({ client }: RedisLink, source: StockReader): StockReader {
  return {
    async readStock(ids, asked) {
      const texts = await client.mget(ids.map(naiveKey));
      const answer = new Map<string, ProductStock>();
      for (const [place, id] of ids.entries()) {
        const text = texts[place];
        if (text != null) answer.set(id, JSON.parse(text) as ProductStock);
      }
      const missing = ids.filter((id) => !answer.has(id));
      asked?.onOutcome?.(missing.length === 0 ? "hit" : "miss");
      if (missing.length === 0) return answer;
      for (const [id, stock] of await source.readStock(missing)) {
        answer.set(id, stock);
        await client.set(naiveKey(id), JSON.stringify(stock), "EX", NAIVE_TTL_S);
      }
      return answer;
    },
  };
}

function deleteAfterCommit({ client }: RedisLink): WriteFence {
  return {
    publishes: false,
    async around(commit) {
      const ids = new Set<string>();
      const { result } = await commit({
        ...THROUGH,
        fence(productIds) {
          for (const id of productIds) ids.add(id);
          return THROUGH.fence(productIds);
        },
      });
      if (ids.size > 0) await client.del([...ids].map(naiveKey));
      return result;
    },
    settled: async () => {},
  };
}
