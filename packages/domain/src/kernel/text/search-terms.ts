import { foldLetters } from "./fold-letters.ts";

/**
 * Raised whenever what lists and searches look for is made otherwise: tokens and sort key of the same text, prefixes of
 * the same price, and the list of words that there are. `prepare` then writes the stored ones anew.
 */
export const SEARCH_FOLDING_VERSION = 5;

/** More terms do not narrow a search further, and each costs a comparison with every match of the others. */
const MAX_TERMS = 8;
/** UTF-16 units. Longer titles are told apart by id; a cursor that holds a sort key stays short. */
const MAX_SORT_KEY = 100;

/** Letters and digits with marks inside, but no space: "gr.49", "muller-o'brien". */
const CHUNK = /[\p{L}\p{N}](?:[^\s\u200b]*[\p{L}\p{N}])?/gu;
const PART = /[\p{L}\p{N}]+/gu;
const NARROW = /^[a-z0-9]$/;

/** A word of a search: `whole` as one word, or all its `parts`, when a mark stood inside it. */
export type SearchTerm = { readonly whole: string; readonly parts: readonly string[] };

/**
 * The words of a text as search indexes keep them: lower case, without accents, special letters as people type them
 * without a special keyboard. Of a word with marks inside both the whole and its parts: "gr.49" is gr49, gr and 49.
 */
export function searchTokens(text: string): string[] {
  const words = chunksOf(text).flatMap((chunk) => [
    wholeOf(chunk),
    ...partsOf(chunk.replaceAll("'", "")),
    ...partsOf(chunk),
  ]);
  return [...new Set(words)];
}

/**
 * The terms of a search query; the longest ones when there are too many. Null: the query is empty. An empty list: it has
 * no letter or digit, so nothing matches it.
 */
export function searchTerms(query: string | undefined): readonly SearchTerm[] | null {
  if (query === undefined || query.trim() === "") return null;
  const terms = new Map(
    chunksOf(query).map((chunk) => {
      const whole = wholeOf(chunk);
      return [whole, { whole, parts: partsOf(chunk.replaceAll("'", "")) }] as const;
    }),
  );
  return [...terms.values()].toSorted((a, b) => b.whole.length - a.whole.length).slice(0, MAX_TERMS);
}

/** Whether a word of a search is asked for whole: one letter or digit begins too much to be a beginning. */
export function isExactTerm(word: string): boolean {
  return NARROW.test(word);
}

/** Whether a text with these tokens answers to all terms. */
export function matchesTerms(tokens: readonly string[], terms: readonly SearchTerm[]): boolean {
  const has = (word: string) =>
    tokens.some((token) => (isExactTerm(word) ? token === word : token.startsWith(word)));
  return terms.every(({ whole, parts }) => has(whole) || parts.every(has));
}

/** What texts are sorted by: their words, whatever their case, accents and marks. */
export function sortKey(text: string): string {
  const words = partsOf(foldLetters(text).replaceAll("'", "")).join(" ");
  return words
    .slice(0, MAX_SORT_KEY)
    .toWellFormed()
    .replace(/\ufffd$/, "");
}

function chunksOf(text: string): readonly string[] {
  return foldLetters(text).match(CHUNK) ?? [];
}

function wholeOf(chunk: string): string {
  return partsOf(chunk).join("");
}

function partsOf(chunk: string): readonly string[] {
  return chunk.match(PART) ?? [];
}
