import { ObjectId } from "mongodb";
import { foundBy, fromProductRecord } from "../catalog/index.ts";
import { Field, idParam, type Mongo, noteWords, type RecordOf } from "../mongo/index.ts";
import { textsOf } from "./add-products.ts";
import { refuseLate } from "./bump-version.ts";
import { bumpListGeneration, LISTS_ID, makeLists } from "./list-generations.ts";
import { stockTokens } from "./stock-record.ts";
import type { WriteFence } from "./write-fence.port.ts";

/** Small enough to be one transaction of products and the stock of their SKUs. */
const PRODUCTS_AT_ONCE = 50;

/**
 * Makes anew what searches, bounds on prices and the order by title are answered from, of every product and its stock
 * rows. Returns how many products there are.
 */
export async function rebuildProductSearch({
  mongo,
  fence,
}: {
  readonly mongo: Mongo;
  readonly fence: WriteFence;
}): Promise<number> {
  await makeLists(mongo);
  let seen = 0;
  for (let last: string | undefined; ; ) {
    const { products } = mongo.prisma.orm;
    const from = last === undefined ? products : products.where(Field.gt("_id", idParam(last)));
    const records = await from.orderBy({ _id: 1 }).limit(PRODUCTS_AT_ONCE).all();
    const { _id: end } = records.at(-1) ?? {};
    if (end === undefined) return seen;
    last = end;
    await refoldSome(mongo, fence, records);
    seen += records.length;
  }
}

/** Membership of searches and the order by title change, so the generation of lists ends in the same transaction. */
async function refoldSome(
  mongo: Mongo,
  fence: WriteFence,
  records: readonly RecordOf<"Product">[],
): Promise<void> {
  const found = records.map(fromProductRecord);
  await noteWords(mongo, textsOf(found));
  const words = found.map((product) => ({
    updateOne: { filter: { _id: new ObjectId(product.id) }, update: { $set: foundBy(product) } },
  }));
  const tokens = found.flatMap(({ title, skus }) =>
    skus.map(({ sku }) => ({
      updateOne: { filter: { sku }, update: { $set: { tokens: stockTokens(sku, title) } } },
    })),
  );
  await fence.around(({ deadline, commitBy, fence: fenceOf }) =>
    mongo.inTransaction(async () => {
      const lists = await bumpListGeneration(mongo, deadline);
      // By the driver: Prisma has no word for many different updates at once, and one by one they outlast a transaction.
      await mongo.db.collection("products").bulkWrite(words, { ordered: true });
      if (tokens.length > 0) await mongo.db.collection("stock").bulkWrite(tokens, { ordered: true });
      const [fenced] = await Promise.all([fenceOf([LISTS_ID]).set, refuseLate(mongo, LISTS_ID, commitBy)]);
      return { result: undefined, written: { fenced, stocks: [lists] } };
    }),
  );
}
