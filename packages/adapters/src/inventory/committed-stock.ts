import type { StockReader } from "@scarlet/domain/inventory";
import { ObjectId } from "mongodb";
import { LINEARIZABLE, type Mongo } from "../mongo/index.ts";

function versionsOf(mongo: Mongo) {
  return mongo.db.collection<{ _id: ObjectId; version: number }>("product_stock");
}

/** The stock version of a product that is committed right now, by a linearizable read. Null: no such product. */
export async function committedVersionOf(mongo: Mongo, productId: string): Promise<number | null> {
  const found = await versionsOf(mongo).findOne(
    { _id: new ObjectId(productId) },
    { ...LINEARIZABLE, projection: { version: 1 } },
  );
  return found?.version ?? null;
}

/**
 * Reads stock after a linearizable read: the database has then made sure that it is the primary, and that everything
 * it has seen is committed by a majority, so the majority reads that follow lag behind no commit. Only what is going to
 * be cached needs it: an answer that lags is gone once it is given, a cached value that lags would stay.
 */
export function createLinearizableReader(mongo: Mongo, source: StockReader): StockReader {
  return {
    async readStock(productIds) {
      const [first] = productIds;
      if (first === undefined) return new Map();
      await committedVersionOf(mongo, first);
      return source.readStock(productIds);
    },
  };
}

/** The products of the last `limit` movements in the ledger, each once. */
export async function recentlyChangedProducts(mongo: Mongo, limit: number): Promise<readonly string[]> {
  const rows = await mongo.prisma.orm.stock_movements
    .orderBy({ _id: -1 })
    .limit(limit)
    .select("productId")
    .all();
  return [...new Set(rows.map(({ productId }) => productId))];
}
