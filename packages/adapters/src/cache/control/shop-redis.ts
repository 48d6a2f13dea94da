import type { Log } from "@scarlet/domain/kernel";
import type { Mongo } from "../../mongo/index.ts";
import { connectRedis, type RedisLink } from "../../redis/index.ts";
import {
  createLineageCheck,
  createLineageStore,
  DatabaseReplacedError,
  identifyShop,
  keyPrefixOf,
} from "./lineage.ts";

/** A Redis whose keys and channels are this shop's alone. */
export type ShopRedis = {
  /** The id of the shop in this database, with which its keys begin. */
  readonly shopId: string;
  /** Null: the shop runs without one. */
  readonly link: RedisLink | null;
};

/** A database that is found to be another one gets another id, and is that one from then on. */
const MAX_ATTEMPTS = 3;

/**
 * Connects to the Redis of the shop in this database. A database that was restored from a backup, or copied, is given
 * another id first, so that nothing is read that was written under the old one.
 */
export async function openShopRedis(parts: {
  readonly mongo: Pick<Mongo, "db">;
  readonly url: string | undefined;
  readonly log: Log;
}): Promise<ShopRedis> {
  const { mongo, url, log } = parts;
  for (let tried = 1; ; tried += 1) {
    const shopId = await identifyShop(mongo.db);
    if (url === undefined) return { shopId, link: null };
    const link = await connectRedis({ url, log, keyPrefix: keyPrefixOf(shopId) });
    const store = createLineageStore(mongo.db);
    const lineage = createLineageCheck({ store, shopId, redis: link.present, mayAdd: () => false });
    try {
      await lineage.check();
      return { shopId, link };
    } catch (error) {
      if (!(error instanceof DatabaseReplacedError)) {
        // A Redis that is away is used when it is back, and compared then.
        log.warn({ err: error }, "it could not be seen whether the database is the one that Redis knows");
        return { shopId, link };
      }
      await link.close();
      if (tried === MAX_ATTEMPTS) throw error;
      log.warn({ err: error }, "the database was restored or copied: the shop begins with empty caches");
    }
  }
}
