import type { Document } from "mongodb";
import type { Mongo } from "../connection/connect.ts";

/** What one index alone answers, in the order of a list. `index` is its key pattern. */
export type Stretch = { readonly filter: Document; readonly index: Record<string, 1 | -1> };

/** So many documents are walked past without asking further which stretch is the shortest. */
const FEW = 1_000;
const MANY = 10_000;

/**
 * Of several stretches that all have to hold, the one with the fewest documents: a list is walked along it, and tests
 * the others. Each is counted in its index, up to 1,000, and to 10,000 where all have more.
 */
export async function fewest(
  mongo: Mongo,
  collection: string,
  stretches: readonly Stretch[],
): Promise<Stretch | undefined> {
  if (stretches.length < 2) return stretches[0];
  const countUpTo = (limit: number) =>
    Promise.all(
      stretches.map(({ filter, index }) =>
        mongo.db.collection(collection).countDocuments(filter, { limit, hint: index }),
      ),
    );
  const roughly = await countUpTo(FEW + 1);
  const counts = Math.min(...roughly) > FEW ? await countUpTo(MANY) : roughly;
  return stretches[counts.indexOf(Math.min(...counts))];
}
