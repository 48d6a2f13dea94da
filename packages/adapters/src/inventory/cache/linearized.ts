import type { StockReader } from "@scarlet/domain/inventory";
import { ObjectId } from "mongodb";
import type { Mongo } from "../../mongo/index.ts";

const ANSWER_WITHIN_MS = 1_500;

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
      await versions.findOne(
        { _id: new ObjectId(first) },
        { projection: { _id: 1 }, readConcern: { level: "linearizable" }, maxTimeMS: ANSWER_WITHIN_MS },
      );
      return source.readStock(productIds);
    },
  };
}
