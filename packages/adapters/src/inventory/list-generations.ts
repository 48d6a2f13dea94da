import type { CacheOutcome, ListGenerations } from "@scarlet/domain/catalog";
import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { ObjectId } from "mongodb";
import type { Mongo } from "../mongo/index.ts";
import { bumpVersion, refuseLate } from "./bump-version.ts";
import type { WriteFence } from "./write-fence.port.ts";

/** In the place of a product: its version is the generation of lists. It has no SKUs and is on no shelf. */
export const LISTS_ID = "00000000000000006c697374";
/** Lists that a Redis still keeps of a database that was thrown away shall not have the numbers of the new one. */
const BEGAN_AT_S = Date.UTC(2026, 0, 1) / 1_000;

/**
 * Generations of lists, read as the stock of one more product and raised behind the same fence: so they are exactly as
 * fresh, and what docs/cache.md promises of stock holds for lists.
 */
export function createListGenerations(parts: {
  readonly mongo: Mongo;
  readonly reader: StockReader;
  readonly fence: WriteFence;
}): ListGenerations {
  const { mongo, reader, fence } = parts;
  return {
    async now() {
      let outcome: CacheOutcome = "bypass";
      const read = await reader.readStock([LISTS_ID], {
        onOutcome: (told) => {
          outcome = told;
        },
      });
      return { generation: read.get(LISTS_ID)?.version ?? 0, outcome };
    },
    async raise() {
      await makeLists(mongo);
      await fence.around(({ deadline, commitBy, fence: fenceOf }) =>
        mongo.inTransaction(async () => {
          const lists = await bumpListGeneration(mongo, deadline);
          const [fenced] = await Promise.all([
            fenceOf([LISTS_ID]).set,
            refuseLate(mongo, LISTS_ID, commitBy),
          ]);
          return { result: undefined, written: { fenced, stocks: [lists] } };
        }),
      );
    },
  };
}

/** Numbers for what must never come twice, also when the database is an older state of itself; they fit 32 bits. */
export function secondsSince2026(now: Date): number {
  return Math.floor(now.getTime() / 1_000) - BEGAN_AT_S;
}

/** Creates the document that is raised. No list was cached under its first generation, so it is not published. */
export async function makeLists(mongo: Mongo): Promise<void> {
  const version = secondsSince2026(await mongo.clock.now());
  await mongo.db
    .collection("product_stock")
    .updateOne({ _id: new ObjectId(LISTS_ID) }, { $setOnInsert: { version } }, { upsert: true });
}

/**
 * Inside a transaction that changes which products are in lists, or in which order: ends the generation of before, as
 * the transaction's first write. Raises `DeadlinePassedError`. Returns what is published after the commit. `atLeast`: see
 * `bumpVersion`.
 */
export async function bumpListGeneration(
  mongo: Mongo,
  deadline: Date | null,
  atLeast?: number,
): Promise<ProductStock> {
  const version = await bumpVersion(mongo, LISTS_ID, deadline, atLeast);
  if (version === null) throw new Error("the generation of lists is not there");
  return listsOf(version);
}

/** A reader of the database that knows the generation of lists as well. */
export function alsoLists(mongo: Mongo, products: StockReader): StockReader {
  return {
    async readStock(productIds, asked) {
      const ids = productIds.filter((id) => id !== LISTS_ID);
      if (ids.length === productIds.length) return products.readStock(ids, asked);
      const [lists, read] = await Promise.all([
        mongo.prisma.orm.product_stock.where({ _id: LISTS_ID }).first(),
        ids.length === 0 ? [] : products.readStock(ids, asked),
      ]);
      return new Map([...read, [LISTS_ID, listsOf(lists?.version ?? 0)]]);
    },
  };
}

function listsOf(version: number): ProductStock {
  return { productId: LISTS_ID, version, freeAt: null, contentVersion: 0, skus: [] };
}
