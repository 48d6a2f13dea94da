import { setTimeout as sleep } from "node:timers/promises";
import { adjust, netChanges, openDraft, type ProductStock } from "@scarlet/domain/inventory";
import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { buildProduct } from "@scarlet/testing/builders";
import { type ControlTimes, createStockCache, type StockCache } from "../../src/cache/index.ts";
import { addProducts, createStockReader } from "../../src/inventory/index.ts";
import type { Mongo } from "../../src/mongo/index.ts";
import { createOrderStock } from "../../src/orders/index.ts";
import type { RedisLink } from "../../src/redis/index.ts";
import { openTestDatabase } from "../harness/database.ts";
import { NO_FENCE } from "../harness/no-fence.ts";
import { SILENT } from "../harness/redis-server.ts";

/** Short, so that the cache comes back within a second; the embedded server's transactions end long before. */
export const TIMES = {
  readingValidMs: 400,
  beginMs: 2_000,
  transactionMs: 0,
  marginMs: 100,
  refreshMs: 50,
  healthyMs: 100,
  lostMs: 1_500,
} satisfies ControlTimes;

/** What a shop of two processes can be asked to do by a test. */
export type CacheProcess = {
  readonly mongo: Mongo;
  readonly link: RedisLink;
  readonly cache: StockCache;
  /** Changes what is on hand by one piece; the version that came of it. Raises what the shop raises. */
  readonly write: (productId: string, delta: number) => Promise<number>;
  /** The version that a reader of this process is told. */
  readonly read: (productId: string) => Promise<number>;
};

export type TwoProcesses = {
  readonly first: CacheProcess;
  readonly second: CacheProcess;
  /** A product of one SKU that only one test knows. */
  openOne(slug: string): Promise<string>;
  /** Waits until both may read the cache; of that Redis, when told. */
  open(runId?: () => string | null): Promise<void>;
  close(): Promise<void>;
};

/** Two processes of one shop, over a database of their own and the links to Redis that they are given. */
export async function openTwoProcesses(links: readonly [RedisLink, RedisLink]): Promise<TwoProcesses> {
  const database = await openTestDatabase();
  const openProcess = async (link: RedisLink, mongo: Mongo): Promise<CacheProcess> => {
    const source = createStockReader(mongo);
    const parts = { redis: link.client, mongo, source, log: SILENT, times: TIMES };
    const cache = await createStockCache(parts);
    const store = createOrderStock(mongo, cache.fence);
    const read = async (productId: string) => versionOf(await cache.reader.readStock([productId]), productId);
    let writes = 0;
    return {
      mongo,
      link,
      cache,
      read,
      async write(productId, delta) {
        writes += 1;
        const causeKey = `test:${mongo === database.mongo ? 1 : 2}:${writes}`;
        const cause = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: null, causeKey };
        const found = await source.readStock([productId]);
        const sku = found.get(productId)?.skus[0]?.sku ?? "";
        const { productVersions } = await store.commitGroup(
          { skus: [sku], orderIds: [], intentIds: [] },
          ({ rows, now }) => {
            const draft = openDraft(rows, now);
            adjust(draft, { sku, delta, reason: "correction" }, cause);
            const { movements } = draft;
            return {
              changes: netChanges(draft),
              movements,
              orderInserts: [],
              orderUpdates: [],
              remember: [],
            };
          },
        );
        return productVersions.get(productId) ?? -1;
      },
    };
  };
  const [first, second] = [
    await openProcess(links[0], database.mongo),
    await openProcess(links[1], database.other),
  ];
  return {
    first,
    second,
    async openOne(slug) {
      const sku = `${slug.toUpperCase()}-1`;
      const product = buildProduct(slug, [sku]);
      const opening = { product, onHand: { [sku]: 100 } };
      await addProducts({ mongo: database.mongo, fence: NO_FENCE }, [opening]);
      return product.id;
    },
    async open(runId) {
      const isOpen = ({ cache }: CacheProcess): boolean => {
        const reading = cache.control.readable();
        return reading !== null && (runId === undefined || reading.runId === runId());
      };
      while (!(isOpen(first) && isOpen(second))) await sleep(20);
    },
    async close() {
      await Promise.all([first.cache.close(), second.cache.close()]);
      await database.close();
    },
  };
}

function versionOf(stocks: ReadonlyMap<string, ProductStock>, productId: string): number {
  return stocks.get(productId)?.version ?? -1;
}
