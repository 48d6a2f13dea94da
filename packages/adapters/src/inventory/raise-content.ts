import type { ContentVersions } from "@scarlet/domain/catalog";
import { ObjectId } from "mongodb";
import { Field, idParam, type Mongo } from "../mongo/index.ts";
import { refuseLate } from "./bump-version.ts";
import { bumpListGeneration, LISTS_ID, makeLists, secondsSince2026 } from "./list-generations.ts";
import type { WriteFence } from "./write-fence.port.ts";

/** Small enough to be one transaction that sales of the same products wait for. */
const PRODUCTS_PER_TRANSACTION = 50;

export type ContentRaiser = ContentVersions & {
  /** The same for all products, a few at a time. Returns how many there are. */
  raiseAll(): Promise<number>;
};

type ContentParts = { readonly mongo: Mongo; readonly fence: WriteFence };

/**
 * Gives contents versions that were never used before. A version is the database's time in seconds, or one more than
 * before if that is higher, so that none comes twice: neither after a collection was restored, nor after a commit was rolled back
 * in a failover. Without that a Redis could hold another content under the number that comes next.
 */
export function createContentRaiser(parts: ContentParts): ContentRaiser {
  return {
    async raise(productId) {
      await makeLists(parts.mongo);
      await raiseSome(parts, [productId]);
    },
    async raiseAll() {
      await makeLists(parts.mongo);
      const { products } = parts.mongo.prisma.orm;
      let raised = 0;
      for (let last: string | undefined; ; ) {
        const from = last === undefined ? products : products.where(Field.gt("_id", idParam(last)));
        const found = await from.orderBy({ _id: 1 }).limit(PRODUCTS_PER_TRANSACTION).select("_id").all();
        const ids = found.map(({ _id }) => _id);
        if (ids.length === 0) return raised;
        await raiseSome(parts, ids);
        raised += ids.length;
        last = ids.at(-1);
      }
    },
  };
}

/** What was changed may be a price or a status as well, so the generation of lists ends in the same transaction. */
async function raiseSome({ mongo, fence }: ContentParts, productIds: readonly string[]): Promise<void> {
  const seconds = secondsSince2026(await mongo.clock.now());
  const chosen = { _id: { $in: productIds.map((id) => new ObjectId(id)) } };
  await fence.around(({ deadline, commitBy, fence: fenceOf }) =>
    mongo.inTransaction(async () => {
      const lists = await bumpListGeneration(mongo, deadline, seconds);
      // By the driver: Prisma has no word for the higher of two numbers. Stock first, as every writer of stock does.
      await mongo.db.collection("product_stock").updateMany(chosen, { $inc: { version: 1 } });
      await mongo.db
        .collection("products")
        .updateMany(chosen, [
          { $set: { contentVersion: { $max: [{ $add: ["$contentVersion", 1] }, seconds] } } },
        ]);
      const [fenced] = await Promise.all([
        fenceOf([LISTS_ID, ...productIds]).set,
        refuseLate(mongo, LISTS_ID, commitBy),
      ]);
      // Whoever reads a product next fills the cache with what the database has.
      return { result: undefined, written: { fenced, stocks: [lists] } };
    }),
  );
}
