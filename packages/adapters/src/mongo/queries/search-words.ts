import { isExactTerm, type SearchTerm, searchTokens } from "@scarlet/domain/kernel";
import type { Mongo } from "../connection/connect.ts";

/** Not in the contract: it describes what other collections hold, as `upkeep` does. Words never leave it. */
const WORDS = "search_words";
/** As many stretches of one index as MongoDB merges into one order (internalQueryMaxScansToExplode). */
const MAX_WORDS = 200;
/** Above every letter, as MongoDB compares text. */
const LAST = "\u{10ffff}";

/** A word that titles or codes have. `opensCodes`: longer codes begin with it, so their wholes do as well. */
type Word = { readonly _id: string; readonly opensCodes: boolean };

const collectionOf = (mongo: Mongo) => mongo.db.collection<Word>(WORDS);

/**
 * Notes the words of titles and the parts of SKU codes, so that a search for the beginning of a word can be answered as
 * one for whole words. To be called before the products are there: a word that nothing has costs nothing, one that is
 * missing would not be found.
 */
export async function noteWords(
  mongo: Mongo,
  texts: { readonly titles: readonly string[]; readonly codes: readonly string[] },
): Promise<void> {
  const words = new Map<string, boolean>();
  for (const word of texts.titles.flatMap(searchTokens)) words.set(word, false);
  const codes = texts.codes.map(partsOf);
  for (const part of codes.flat()) if (!words.has(part)) words.set(part, false);
  for (const [first, ...rest] of codes) if (first !== undefined && rest.length > 0) words.set(first, true);
  const known = await collectionOf(mongo)
    .find({ _id: { $in: [...words.keys()] } })
    .toArray();
  for (const { _id, opensCodes } of known) if (opensCodes || words.get(_id) === false) words.delete(_id);
  if (words.size === 0) return;
  const updates = [...words].map(([_id, opensCodes]) => ({
    updateOne: {
      filter: { _id },
      update: opensCodes ? { $set: { opensCodes } } : { $setOnInsert: { opensCodes } },
      upsert: true,
    },
  }));
  await collectionOf(mongo).bulkWrite(updates, { ordered: false });
}

/**
 * Whole words of which each document that answers to the term has one: of a term without marks inside no other document
 * has any. Null: they begin too many different words, or codes that are written together, to be named one by one.
 */
export async function wordsOf(mongo: Mongo, { whole, parts }: SearchTerm): Promise<readonly string[] | null> {
  // What has all the parts has the longest of them.
  const [longest = whole] = parts.toSorted((a, b) => b.length - a.length);
  const beginnings = [...new Set([whole, longest])];
  const found = await Promise.all(beginnings.map((beginning) => wordsWith(mongo, beginning)));
  const words = found.every((each) => each !== null) ? [...new Set(found.flat())] : [];
  return words.length > 0 && words.length <= MAX_WORDS ? words : null;
}

async function wordsWith(mongo: Mongo, beginning: string): Promise<readonly string[] | null> {
  if (isExactTerm(beginning)) return [beginning];
  const shorter = Array.from({ length: beginning.length - 1 }, (_, at) => beginning.slice(0, at + 1));
  const [words, opening] = await Promise.all([
    collectionOf(mongo)
      .find({ _id: { $gte: beginning, $lt: beginning + LAST } })
      .limit(MAX_WORDS + 1)
      .toArray(),
    collectionOf(mongo).findOne({ _id: { $in: shorter }, opensCodes: true }),
  ]);
  return opening !== null || words.length > MAX_WORDS ? null : words.map(({ _id }) => _id);
}

function partsOf(code: string): string[] {
  return code.toLowerCase().split("-").filter(Boolean);
}
