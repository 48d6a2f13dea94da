import {
  LIST_HEAD_SIZE,
  type ListEntry,
  type ListPosition,
  type ProductFilter,
  type ProductStore,
  type Sort,
} from "@scarlet/domain/catalog";
import { searchTerms } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";
import {
  after,
  all,
  answering,
  answeringRaw,
  batchedLookup,
  Field,
  type Filter,
  idsIn,
  type Mongo,
  type RecordOf,
} from "../mongo/index.ts";
import { prefixesBetween } from "./price-prefixes.ts";
import { fromProductRecord, PUBLISHED } from "./product-record.ts";
import { withRareWord } from "./rare-word.ts";

const MAX_PRICE = 2_147_483_647;
/** Matches of a search or a price filter are counted so far: nobody reads further, and each count reads them all. */
const MAX_COUNTED = 10_000;

type SortKey = "publishedAt" | "priceMinor" | "sortTitle";
const ORDERS: Readonly<Record<Sort, { readonly field: SortKey; readonly direction: 1 | -1 }>> = {
  newest: { field: "publishedAt", direction: -1 },
  price_asc: { field: "priceMinor", direction: 1 },
  price_desc: { field: "priceMinor", direction: -1 },
  title: { field: "sortTitle", direction: 1 },
};

type Wanted = {
  readonly filter: ProductFilter;
  /** All that a rare word of the search leaves to be looked at; null where it has none. */
  readonly among: readonly string[] | null;
};

async function wantedOf(mongo: Mongo, filter: ProductFilter): Promise<Wanted> {
  return { filter, among: await withRareWord(mongo, filter.q) };
}

/** Products in MongoDB. */
export function createProductStore(mongo: Mongo): ProductStore {
  const { products, categories } = mongo.prisma.orm;

  const entries = async ({ filter, among }: Wanted, limit: number, position?: ListPosition) => {
    if (findsNothing(filter)) return [];
    const { field, direction } = ORDERS[filter.sort];
    const start = position ? [after({ field, ...positionOf(filter.sort, position) }, direction)] : [];
    const rows = await products
      .where(all(...(among ? [idsIn("_id", among)] : []), ...matching(filter), ...start))
      .orderBy({ [field]: direction, _id: direction })
      .limit(limit)
      .select("_id", field)
      .all();
    return rows.map((row) => entryOf(row, field));
  };

  const publishedById = batchedLookup(async (ids: readonly string[]) => {
    const found = await products.where(all(idsIn("_id", ids), Field.eq("status", PUBLISHED))).all();
    return new Map(found.map((record) => [idOf(record), record]));
  });
  const publishedBySlug = batchedLookup(async (slugs: readonly string[]) => {
    const found = await products
      .where(all(Field.in("slug", [...slugs]), Field.eq("status", PUBLISHED)))
      .all();
    return new Map(found.map((record) => [record.slug, record]));
  });
  const bySku = batchedLookup(async (skus: readonly string[]) => {
    const found = await products.where(Field.in("skuCodes", [...skus])).all();
    return new Map(found.flatMap((record) => record.skuCodes.map((sku) => [sku, record] as const)));
  });

  return {
    async findBySlug(slug) {
      const found = (await publishedBySlug([slug])).get(slug);
      return found === undefined ? null : fromProductRecord(found);
    },
    async findByIds(ids) {
      if (ids.length === 0) return [];
      return asked(ids, await publishedById(ids)).map(fromProductRecord);
    },
    async findBySkus(skus) {
      if (skus.length === 0) return [];
      return asked(skus, await bySku(skus)).map(fromProductRecord);
    },
    async listHead(filter) {
      const wanted = await wantedOf(mongo, filter);
      // One more than is kept tells whether these are all, and then how many there are.
      const found = await entries(wanted, LIST_HEAD_SIZE + 1);
      const complete = found.length <= LIST_HEAD_SIZE;
      const total = complete ? found.length : await countMatches(mongo, wanted);
      return { entries: found.slice(0, LIST_HEAD_SIZE), total, complete };
    },
    listAfter: async (filter, position, limit) => entries(await wantedOf(mongo, filter), limit, position),
    async slugs(page, size) {
      const found = mongo.db
        .collection<{ slug: string }>("products")
        .find({ status: PUBLISHED }, { projection: { slug: 1 } })
        .sort({ publishedAt: 1, _id: 1 });
      const records = await found
        .skip((page - 1) * size)
        .limit(size)
        .toArray();
      return records.map(({ slug }) => slug);
    },
    async categories() {
      const rows = await categories.orderBy({ place: 1 }).all();
      return rows.map(({ slug, name, line, productCount }) => ({ slug, name, line, productCount }));
    },
  };
}

const idOf = ({ _id }: RecordOf<"Product">): string => _id;

/** Each record that these keys lead to, once. */
function asked<V>(keys: readonly string[], found: ReadonlyMap<string, V>): V[] {
  return [...new Set(keys.flatMap((key) => found.get(key) ?? []))];
}

/** Counting a shelf would read it all; the categories know how many products they have. */
async function countMatches(mongo: Mongo, { filter, among }: Wanted): Promise<number> {
  const { category, q, minPrice, maxPrice } = filter;
  const terms = searchTerms(q) ?? [];
  if (terms.length === 0 && minPrice === undefined && maxPrice === undefined) {
    const shelves = mongo.prisma.orm.categories;
    const counted =
      category === undefined ? await shelves.all() : await shelves.where({ slug: category }).all();
    return counted.reduce((sum, { productCount }) => sum + productCount, 0);
  }
  // The driver's own count: Prisma has none, and this one is answered from an index alone where that can be.
  const wanted = {
    ...(among ? { _id: { $in: among.map((id) => new ObjectId(id)) } } : {}),
    status: PUBLISHED,
    ...(category === undefined ? {} : { category }),
    ...(minPrice === undefined && maxPrice === undefined
      ? {}
      : { priceMinor: { $gte: minPrice ?? 0, $lte: maxPrice ?? MAX_PRICE } }),
    ...(terms.length === 0 ? {} : { $and: answeringRaw("tokens", terms) }),
  };
  return mongo.db.collection("products").countDocuments(wanted, { limit: MAX_COUNTED });
}

/** Something was searched for that no word answers to: a sign, a picture. */
function findsNothing({ q }: ProductFilter): boolean {
  return searchTerms(q)?.length === 0;
}

function matching(filter: ProductFilter): Filter[] {
  const { category, q } = filter;
  return [
    Field.eq("status", PUBLISHED),
    ...(category === undefined ? [] : [Field.eq("category", category)]),
    ...answering("tokens", searchTerms(q) ?? []),
    ...withinPrices(filter),
  ];
}

/**
 * Along a range of prices an index gives no order but that of the prices. Lists in another order read one stretch of
 * an index for each prefix, side by side; those that search for words go by the words.
 */
function withinPrices({ q, minPrice, maxPrice, sort }: ProductFilter): Filter[] {
  if (minPrice === undefined && maxPrice === undefined) return [];
  if (searchTerms(q) === null && ORDERS[sort].field !== "priceMinor")
    return [Field.in("pricePrefixes", prefixesBetween(minPrice, maxPrice))];
  return [
    ...(minPrice === undefined ? [] : [Field.gte("priceMinor", minPrice)]),
    ...(maxPrice === undefined ? [] : [Field.lte("priceMinor", maxPrice)]),
  ];
}

function entryOf(row: Pick<RecordOf<"Product">, "_id" | SortKey>, field: SortKey): ListEntry {
  const { _id: id, [field]: value } = row;
  return { id, value: value instanceof Date ? value.getTime() : value };
}

function positionOf(sort: Sort, { value, id }: ListPosition) {
  return { id, value: sort === "newest" ? new Date(value) : value };
}
