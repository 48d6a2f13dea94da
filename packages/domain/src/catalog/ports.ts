import type { Category, Product, ProductFilter } from "./schema.ts";
import type { Shelf } from "./view.ts";

/**
 * Where in a sorted list a page begins: the sort value and id of the last product before it. Sorted by title the value
 * is text, else a number: minor units, or milliseconds of `publishedAt`.
 */
export type ListPosition = { readonly value: string | number; readonly id: string };

/** One entry of a list: enough to continue after it. */
export type ListEntry = { readonly id: string; readonly value: string | number };

/** The beginning of a list. `total` counts all matches; `complete` tells that `entries` are all of them. */
export type ListHead = {
  readonly entries: readonly ListEntry[];
  readonly total: number;
  readonly complete: boolean;
};

/** How many entries of a list are kept in the cache: ten pages of 24. */
export const LIST_HEAD_SIZE = 240;

/** Products in the database of record. Only published products are found, save by `findBySkus`. */
export interface ProductStore {
  findBySlug(slug: string): Promise<Product | null>;
  /** In any order; unknown ids are missing from the answer. */
  findByIds(ids: readonly string[]): Promise<Product[]>;
  /** The products that own these SKUs, whatever their status. */
  findBySkus(skus: readonly string[]): Promise<Product[]>;
  /** At most `LIST_HEAD_SIZE` entries and the number of all matches. */
  listHead(filter: ProductFilter): Promise<ListHead>;
  /** At most `limit` entries after a position. */
  listAfter(filter: ProductFilter, after: ListPosition, limit: number): Promise<ListEntry[]>;
  /** One page of the slugs of all published products, oldest first: so a new product moves none of the others. */
  slugs(page: number, size: number): Promise<string[]>;
  categories(): Promise<readonly (Category & { readonly productCount: number })[]>;
}

/** hit: everything came from the cache; miss: something was filled; bypass: the cache was not asked or cannot be used. */
export type CacheOutcome = "hit" | "miss" | "bypass";
export type Cached<T> = { readonly value: T; readonly outcome: CacheOutcome };

const WORST_FIRST = ["bypass", "miss", "hit"] as const satisfies readonly CacheOutcome[];

/** The outcome of an answer that took several reads: the worst of them. */
export function worstOf(outcomes: readonly CacheOutcome[]): CacheOutcome {
  return WORST_FIRST.find((each) => outcomes.includes(each)) ?? "hit";
}

/** A list that may be another one by now. */
export type ListHint = {
  readonly head: ListHead;
  /** Asks whether it is the list of this moment, and tells how that was found out; null when it is not. */
  stands(): Promise<CacheOutcome | null>;
};

/** Which products stood beside one when this process last knew; they may be others by now. */
export type NeighboursHint = {
  readonly ids: readonly string[];
  /** Asks whether they are those of this moment, and tells how that was found out; null when they are not. */
  stands(): Promise<CacheOutcome | null>;
};

/**
 * Which generation of lists counts: a number that rises, in the transaction that commits it, with every change of which
 * products are in lists, or in which order.
 */
export interface ListGenerations {
  /** The generation of this moment or a later one, as fresh as a read of stock, and how it was found out. */
  now(): Promise<{ readonly generation: number; readonly outcome: CacheOutcome }>;
  /** Ends the present generation. Raises `service.unavailable`. */
  raise(): Promise<void>;
}

/**
 * Which version of a product's words, prices and pictures counts. It is read with the product's stock and changes with
 * every edit, so a version names one content for ever and a cache of contents can never be stale.
 */
export interface ContentVersions {
  /**
   * Gives the product a version that it never had, and ends the present generation of lists, in one transaction behind the
   * fence of its stock. Raises `service.unavailable`.
   */
  raise(productId: string): Promise<void>;
}

/** How a product is read that is known by its slug alone. */
export type SlugReading<T> = {
  /** Reads the product of this id. Null when it is not there, or has another slug by now. */
  readonly read: (id: string) => Promise<Cached<T> | null>;
  /** The product that has the slug in the database. */
  readonly find: () => Promise<Product | null>;
};

/**
 * The shop's cache of content and lists; stock is never in it, it has a cache of its own. Reads never raise because of
 * Redis: they are answered from the database when it cannot answer.
 */
export interface CatalogCache {
  /** The id of the product that had this slug when this process last saw it: a hint, null when there is none. */
  hintOf(slug: string): string | null;
  /**
   * Reads the product of a slug. Which id has it is only ever a hint: what `read` says of that id decides, and where it
   * says null the database is asked. So a slug that moved to another product is never stale. Null: no product has it.
   */
  bySlug<T>(slug: string, reading: SlugReading<T>): Promise<Cached<T> | null>;
  /**
   * Products in exactly these versions, in the order of the ids; those that are not there are left out. `versions` are
   * the content versions that go with the stock just read. `load` is asked for what no cache has in that version, and for
   * what has none; what it gives may be newer.
   */
  productsByIds(
    ids: readonly string[],
    load: (missing: readonly string[]) => Promise<Product[]>,
    versions: ReadonlyMap<string, number>,
  ): Promise<Cached<Product[]>>;
  list(filter: ProductFilter, load: () => Promise<ListHead>): Promise<Cached<ListHead>>;
  /** The list as this process last saw it, if that is not long ago; null when there is none. */
  listHint(filter: ProductFilter): ListHint | null;
  /** What stands beside the product of a slug, as this process last knew it; null when it does not. */
  neighboursHint(slug: string): NeighboursHint | null;
  /** The ids of what stands beside the product of a slug, found once in a process for each generation of lists. */
  neighbours(slug: string, load: () => Promise<readonly string[]>): Promise<Cached<readonly string[]>>;
  /** A page of the slugs of all products, made once in a process for each generation of lists. */
  slugs(page: number, load: () => Promise<readonly string[]>): Promise<readonly string[]>;
  /** The shelves with their counts, made once in a process for each generation of lists. */
  shelves(load: () => Promise<readonly Shelf[]>): Promise<Cached<readonly Shelf[]>>;
  /**
   * The one door for "this product changed" where the change did not raise its version itself, such as an edit by hand in
   * the database. No read that begins after it, in any process, shows the words, prices or lists of before, nor stock
   * that was cached before. Commands on stock need not ask for it: they commit behind the same fence themselves. Raises
   * `service.unavailable`.
   */
  invalidateProduct(productId: string): Promise<void>;
}

/**
 * How often products are looked at, so that the most read ones can be kept warm. Counts fade with time and may lose
 * some: they are no statistics.
 */
export interface Popularity {
  /** A product's page was read. Returns at once and never raises. */
  seen(productId: string): void;
  /** The products read most of late, most read first. Empty where nobody counts or the counts cannot be read. */
  top(limit: number): Promise<readonly { readonly productId: string; readonly reads: number }[]>;
}
