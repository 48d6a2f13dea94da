import { searchTerms } from "@scarlet/domain/kernel";
import { all, answering, Field, type Mongo } from "../mongo/index.ts";
import { PUBLISHED } from "./product-record.ts";

/** So many products are read and sorted at most for a search that has a rare word. */
const MAX_RARE = 1_000;

/**
 * The ids of all published products that have one of a search's words, if it has a word that no more than `MAX_RARE`
 * of them have; else null. Whatever else is asked for, only these have to be looked at. A database that is told the
 * words and a shelf or a price would have to guess which of them leaves fewer.
 */
export async function withRareWord(mongo: Mongo, q: string | undefined): Promise<readonly string[] | null> {
  for (const term of searchTerms(q) ?? []) {
    // A word in two writings is looked for by either, which no single stretch of an index answers.
    if (term.parts.length > 1) continue;
    const found = await mongo.prisma.orm.products
      .where(all(Field.eq("status", PUBLISHED), ...answering("tokens", [term])))
      .limit(MAX_RARE + 1)
      .select("_id")
      .all();
    if (found.length <= MAX_RARE) return found.map(({ _id }) => _id);
  }
  return null;
}
