import { fromProductRecord, titleWords } from "../catalog/index.ts";
import { Field, idParam, type Mongo, type RecordOf } from "../mongo/index.ts";
import type { WriteFence } from "./cache/write-fence.ts";
import { LISTS_ID, makeLists, raiseLists } from "./list-generations.ts";
import { stockTokens } from "./stock-record.ts";

/** Small enough to be one transaction of products and the stock of their SKUs. */
const PRODUCTS_AT_ONCE = 50;

/**
 * Makes anew what searches and the order by title are answered from, of every product and its stock rows. Returns how
 * many products there are.
 */
export async function refoldProducts({
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
  await fence.around(({ deadline, fence: fenceOf }) =>
    mongo.inTransaction(async () => {
      const { products, stock } = mongo.prisma.orm;
      const lists = await raiseLists(mongo, deadline);
      for (const record of records) {
        const { id, title, skus } = fromProductRecord(record);
        await products.where({ _id: id }).updateAndCount(titleWords(title));
        for (const { sku } of skus)
          await stock.where({ sku }).updateAndCount({ tokens: stockTokens(sku, title) });
      }
      const fenced = await fenceOf([LISTS_ID]).set;
      return { result: undefined, written: { fenced, stocks: [lists] } };
    }),
  );
}
