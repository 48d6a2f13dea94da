import type { StockReader } from "@scarlet/domain/inventory";
import { ObjectId } from "mongodb";
import { LINEARIZABLE, type Mongo } from "../../mongo/index.ts";

/**
 * Reads stock after a linearizable read: the database has then made sure that it is the primary, and that everything
 * it has seen is committed by a majority, so the majority reads that follow lag behind no commit. Only what is to be
 * kept needs it: an answer that lags is gone with its answer, a value that lags would stay.
 */
export function linearized(mongo: Mongo, source: StockReader): StockReader {
  const versions = mongo.db.collection<{ _id: ObjectId }>("product_stock");
  return {
    async readStock(productIds) {
      const [first] = productIds;
      if (first === undefined) return new Map();
      await versions.findOne({ _id: new ObjectId(first) }, { ...LINEARIZABLE, projection: { _id: 1 } });
      return source.readStock(productIds);
    },
  };
}
