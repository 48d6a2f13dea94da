import type { ListEntry, ListPosition, ProductFilter } from "@scarlet/domain/catalog";
import type { SearchTerm } from "@scarlet/domain/kernel";
import { type Document, ObjectId } from "mongodb";
import { afterRaw, answeringRaw, fewest, type Mongo, type Stretch, wordsOf } from "../mongo/index.ts";
import { entryOf, ORDERS, positionOf } from "./list-order.ts";
import { MAX_PRICE, prefixesBetween } from "./price-prefixes.ts";
import { PUBLISHED } from "./product-record.ts";
import { withRareWord } from "./rare-word.ts";

/** What is searched for. No terms: there was no word in what was typed, and nothing answers to it. */
type Search = ProductFilter & { readonly terms: readonly SearchTerm[] };
type Row = { readonly _id: ObjectId } & Readonly<Record<string, Date | number | string>>;

/** Matches of one word are counted so far, from an index alone. */
const MAX_COUNTED = 10_000;
/** Where each match has to be looked at, in its document. */
const MAX_LOOKED_AT = 1_000;

type Walk = {
  /** All that has to hold; what the index answers comes first. */
  readonly filter: Document;
  /** The index that is walked in the order of the list. Undefined: no index gives it, and what is found is sorted. */
  readonly index: Stretch["index"] | undefined;
  /** Whether the index alone tells what answers. */
  readonly isExact: boolean;
};

/** What answers to a search, in the order of its list. */
export type FoundProducts = {
  /** So many of them, from the beginning or behind a position. */
  readonly entries: (limit: number, position?: ListPosition) => Promise<ListEntry[]>;
  /** How many there are: exactly, up to 10,000 for one word alone and to 1,000 for anything else. */
  readonly count: () => Promise<number>;
};

/**
 * Products that answer to all words of a search. Words, shelf and prices are each a stretch of an index in the order of
 * the list: the shortest of them is walked, and the others are tested product by product. Which it is is found out once.
 */
export function searchProducts(mongo: Mongo, search: Search): FoundProducts {
  if (search.terms.length === 0) return { entries: async () => [], count: async () => 0 };
  const products = mongo.db.collection("products");
  const { field, direction } = ORDERS[search.sort];
  let known: Promise<Walk> | undefined;
  const walk = () => {
    known ??= walkOf(mongo, search);
    return known;
  };
  return {
    async entries(limit, position) {
      const { filter, index } = await walk();
      const behind = position ? [afterRaw(field, positionOf(search.sort, position), direction)] : [];
      const rows = await products
        .find<Row>(
          { $and: [filter, ...behind] },
          { projection: { [field]: 1 }, ...(index && { hint: index }) },
        )
        .sort({ [field]: direction, _id: direction })
        .limit(limit)
        .toArray();
      return rows.map(({ _id, [field]: value = "" }) => entryOf(_id.toHexString(), value));
    },
    async count() {
      const { filter, index, isExact } = await walk();
      const limit = isExact ? MAX_COUNTED : MAX_LOOKED_AT;
      return products.countDocuments(filter, { limit, ...(index && { hint: index }) });
    },
  };
}

async function walkOf(mongo: Mongo, search: Search): Promise<Walk> {
  const { terms, sort } = search;
  const { field } = ORDERS[sort];
  const words = await Promise.all(terms.map((term) => wordsOf(mongo, term, { ofCodes: false })));
  const named = words.flatMap((found): Stretch[] =>
    found === null
      ? []
      : [
          {
            filter: { status: PUBLISHED, tokens: { $in: [...found] } },
            index: { status: 1, tokens: 1, [field]: 1, _id: 1 },
          },
        ],
  );
  // The words of a term with marks inside leave too much, and those of another all that it asks for.
  const loose = terms.flatMap((term, at) =>
    words[at] && term.parts.length < 2 ? [] : answeringRaw("tokens", [term]),
  );
  const stretches = [...named, ...shelfOf(search)];
  const along = await fewest(mongo, "products", stretches);
  if (!along || named.length === 0)
    return unnamed(mongo, search, [...stretches.map(({ filter }) => filter), ...loose]);
  const others = [...stretches.filter((each) => each !== along).map(({ filter }) => filter), ...loose];
  return {
    filter: others.length === 0 ? along.filter : { $and: [along.filter, ...others] },
    index: along.index,
    isExact: others.length === 0,
  };
}

/** A search whose words begin too many others to be named: what has the rarest is looked at, or all that answers. */
async function unnamed(mongo: Mongo, { q }: Search, filters: readonly Document[]): Promise<Walk> {
  const among = await withRareWord(mongo, q);
  const rare = among ? [{ _id: { $in: among.map((id) => new ObjectId(id)) } }] : [];
  return { filter: { $and: [...rare, { status: PUBLISHED }, ...filters] }, index: undefined, isExact: false };
}

/** The shelf and the prices that a search is kept to. */
function shelfOf({ category, minPrice, maxPrice, sort }: Search): Stretch[] {
  const isBounded = minPrice !== undefined || maxPrice !== undefined;
  if (category === undefined && !isBounded) return [];
  const { field } = ORDERS[sort];
  const shelf = category === undefined ? {} : { category };
  const prices = !isBounded
    ? {}
    : field === "priceMinor"
      ? { priceMinor: { $gte: minPrice ?? 0, $lte: maxPrice ?? MAX_PRICE } }
      : { pricePrefixes: { $in: prefixesBetween(minPrice, maxPrice) } };
  const names = [...Object.keys({ status: PUBLISHED, ...shelf, ...prices }), field, "_id"];
  return [
    {
      filter: { status: PUBLISHED, ...shelf, ...prices },
      index: Object.fromEntries(names.map((name) => [name, 1 as const])),
    },
  ];
}
