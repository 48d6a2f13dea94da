import { isExactTerm, type SearchTerm, searchTokens } from "@scarlet/domain/kernel";
import type { Mongo } from "../connection/connect.ts";

/** Not in the contract: it describes what other collections hold, as `upkeep` does. Words never leave it. */
const WORDS = "search_words";
/** As many stretches of one index as MongoDB merges into one order (internalQueryMaxScansToExplode). */
const MAX_WORDS = 200;
/** Above every letter, as MongoDB compares text. */
const LAST = "\u{10ffff}";

/**
 * A word that titles or codes have. `followedBy`: where codes of several parts begin with it, the first letters of their
 * second parts; a search may ask for both written together.
 */
type Word = { readonly _id: string; readonly followedBy?: readonly string[] };

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
  const words = new Map<string, Set<string>>();
  const followersOf = (word: string) => {
    const followers = words.get(word) ?? new Set();
    words.set(word, followers);
    return followers;
  };
  for (const word of texts.titles.flatMap(searchTokens)) followersOf(word);
  for (const [first = "", ...rest] of texts.codes.map(partsOf)) {
    const [next] = rest;
    if (next !== undefined) followersOf(first).add(next.slice(0, 1));
    for (const part of [first, ...rest]) followersOf(part);
  }
  const known = await collectionOf(mongo)
    .find({ _id: { $in: [...words.keys()] } })
    .toArray();
  for (const { _id, followedBy = [] } of known)
    if ([...(words.get(_id) ?? [])].every((next) => followedBy.includes(next))) words.delete(_id);
  if (words.size === 0) return;
  const updates = Array.from(words, ([_id, followers]) => ({
    updateOne: {
      filter: { _id },
      update: { $addToSet: { followedBy: { $each: [...followers] } } },
      upsert: true,
    },
  }));
  await collectionOf(mongo).bulkWrite(updates, { ordered: false });
}

/**
 * Whole words of which each document that answers to the term has one: of a term without marks inside no other document
 * has any. Null: they begin too many different words to be named one by one, or, where codes are searched as well,
 * codes whose parts are written together.
 */
export async function wordsOf(
  mongo: Mongo,
  { whole, parts }: SearchTerm,
  { ofCodes }: { readonly ofCodes: boolean },
): Promise<readonly string[] | null> {
  // What has all the parts has the longest of them.
  const [longest = whole] = parts.toSorted((a, b) => b.length - a.length);
  const beginnings = [...new Set([whole, longest])];
  const found = await Promise.all(beginnings.map((beginning) => wordsWith(mongo, beginning, ofCodes)));
  const words = found.every((each) => each !== null) ? [...new Set(found.flat())] : [];
  return words.length > 0 && words.length <= MAX_WORDS ? words : null;
}

async function wordsWith(
  mongo: Mongo,
  beginning: string,
  ofCodes: boolean,
): Promise<readonly string[] | null> {
  if (isExactTerm(beginning)) return [beginning];
  const shorter = Array.from({ length: beginning.length - 1 }, (_, at) => beginning.slice(0, at + 1));
  const [words, first] = await Promise.all([
    collectionOf(mongo)
      .find({ _id: { $gte: beginning, $lt: beginning + LAST } })
      .limit(MAX_WORDS + 1)
      .toArray(),
    ofCodes
      ? collectionOf(mongo)
          .find({ _id: { $in: shorter } })
          .toArray()
      : [],
  ]);
  const goesOn = first.some(({ _id, followedBy = [] }) => followedBy.includes(beginning.charAt(_id.length)));
  return goesOn || words.length > MAX_WORDS ? null : words.map(({ _id }) => _id);
}

function partsOf(code: string): string[] {
  return code.toLowerCase().split("-").filter(Boolean);
}
