import {
  type BackInStockRequest,
  type BackInStockStore,
  MAX_REQUESTS_PER_ADDRESS,
  MAX_REQUESTS_PER_SKU,
  tooManyWaiting,
} from "@scarlet/domain/back-in-stock";
import type { ObjectId } from "mongodb";
import { buyableSkus } from "../inventory/index.ts";
import type { MailUse } from "../mail/index.ts";
import { aggregate, isDuplicateKey, type Mongo } from "../mongo/index.ts";
import { NobodyToTell, tellInTransaction } from "./tell-in-transaction.ts";

const REQUESTS = "back_in_stock_requests";
/** A unique index that refuses again and again is no race. */
const DUPLICATES_MEANT_AS_RACES = 3;

/** Who wants to be told when a SKU is back, in MongoDB. `use`: what becomes of the mails that tell them. */
export function createBackInStockStore(mongo: Mongo, use: MailUse): BackInStockStore {
  const collection = mongo.db.collection(REQUESTS);
  const { back_in_stock_requests: requests } = mongo.prisma.orm;
  return {
    async add(request) {
      // Counted from an index alone, and no further than the bound.
      const { sku } = request;
      const waiting = await collection.countDocuments({ sku }, { limit: MAX_REQUESTS_PER_SKU });
      if (waiting >= MAX_REQUESTS_PER_SKU) throw tooManyWaiting();
      if (await insert(mongo, request)) await keepLatest(mongo, request.address);
    },
    async remove(id) {
      await requests.where({ _id: id }).delete();
    },
    async forget(address) {
      await collection.deleteMany({ address });
    },
    countOf: (sku) => collection.countDocuments({ sku }, { limit: MAX_REQUESTS_PER_SKU }),
    async skusAfter(after, limit) {
      const found = await aggregate<{ _id: string }>(mongo, REQUESTS, [
        { $match: { sku: { $gt: after ?? "" } } },
        { $sort: { sku: 1 } },
        { $group: { _id: "$sku" } },
        { $sort: { _id: 1 } },
        { $limit: limit },
      ]);
      return found.map(({ _id }) => _id);
    },
    async buyable(skus) {
      if (skus.length === 0) return [];
      const waited: string[] = await collection.distinct("sku", { sku: { $in: [...skus] } });
      return buyableSkus(mongo, waited);
    },
    async tellNext(sku, write) {
      let duplicates = 0;
      const alsoRetry = (error: unknown) => {
        duplicates += isDuplicateKey(error) ? 1 : 0;
        return isDuplicateKey(error) && duplicates <= DUPLICATES_MEANT_AS_RACES;
      };
      try {
        return await mongo.inTransaction(() => tellInTransaction(mongo, sku, { write, use }), { alsoRetry });
      } catch (error) {
        if (error instanceof NobodyToTell) return 0;
        throw error;
      }
    },
  };
}

/** False when the address waits for the SKU already. */
async function insert(mongo: Mongo, { id, ...request }: BackInStockRequest): Promise<boolean> {
  try {
    await mongo.prisma.orm.back_in_stock_requests.create({ ...request, _id: id });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

async function keepLatest(mongo: Mongo, address: string): Promise<void> {
  const collection = mongo.db.collection<{ _id: ObjectId }>(REQUESTS);
  const tooMany = await collection
    .find({ address })
    .sort({ at: -1, _id: -1 })
    .skip(MAX_REQUESTS_PER_ADDRESS)
    .project<{ _id: ObjectId }>({ _id: 1 })
    .toArray();
  if (tooMany.length > 0) await collection.deleteMany({ _id: { $in: tooMany.map(({ _id }) => _id) } });
}
