import {
  LIST_HEAD_SIZE,
  type ListEntry,
  type ListPosition,
  type ProductFilter,
  type ProductStore,
} from "@scarlet/domain/catalog";
import { searchTerms } from "@scarlet/domain/kernel";
import {
  after,
  all,
  batchedLookup,
  Field,
  type Filter,
  idsIn,
  type Mongo,
  type RecordOf,
  recordOfRaw,
} from "../mongo/index.ts";
import { entryOf, ORDERS, positionOf } from "./list-order.ts";
import { MAX_PRICE, prefixesBetween } from "./price-prefixes.ts";
import { fromProductRecord, PUBLISHED } from "./product-record.ts";
import { type FoundProducts, searchProducts } from "./product-search.ts";

/** Products within bounds on the price are counted so far: nobody reads further. */
const MAX_COUNTED = 10_000;

/** Products in MongoDB. */
export function createProductStore(mongo: Mongo): ProductStore {
  const { products, categories } = mongo.prisma.orm;

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
      const found = await mongo.lookUp({ from: "products", field: "skuCodes", values: skus });
      const records = found.map((doc) => recordOfRaw<"Product">(doc));
      const bySku = new Map(
        records.flatMap((record) => record.skuCodes.map((sku) => [sku, record] as const)),
      );
      return asked(skus, bySku).map(fromProductRecord);
    },
    async listHead(filter) {
      // One more than is kept tells whether these are all, and then how many there are.
      const list = listOf(mongo, filter);
      const found = await list.entries(LIST_HEAD_SIZE + 1);
      const complete = found.length <= LIST_HEAD_SIZE;
      const total = complete ? found.length : await list.count();
      return { entries: found.slice(0, LIST_HEAD_SIZE), total, complete };
    },
    listAfter: (filter, position, limit) => listOf(mongo, filter).entries(limit, position),
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

function listOf(mongo: Mongo, filter: ProductFilter): FoundProducts {
  const terms = searchTerms(filter.q);
  if (terms !== null) return searchProducts(mongo, { ...filter, terms });
  return {
    entries: (limit, position) => entriesOf(mongo, filter, limit, position),
    count: () => countAll(mongo, filter),
  };
}

async function entriesOf(
  mongo: Mongo,
  filter: ProductFilter,
  limit: number,
  position?: ListPosition,
): Promise<ListEntry[]> {
  const { field, direction } = ORDERS[filter.sort];
  const start = position ? [after({ field, ...positionOf(filter.sort, position) }, direction)] : [];
  const rows = await mongo.prisma.orm.products
    .where(all(...matching(filter), ...start))
    .orderBy({ [field]: direction, _id: direction })
    .limit(limit)
    .select("_id", field)
    .all();
  return rows.map(({ _id, [field]: value }) => entryOf(_id, value));
}

/** Counting a shelf would read it all; the categories know how many products they have. */
async function countAll(mongo: Mongo, { category, minPrice, maxPrice }: ProductFilter): Promise<number> {
  if (minPrice === undefined && maxPrice === undefined) {
    const shelves = mongo.prisma.orm.categories;
    const counted =
      category === undefined ? await shelves.all() : await shelves.where({ slug: category }).all();
    return counted.reduce((sum, { productCount }) => sum + productCount, 0);
  }
  // The driver's own count: Prisma has none, and this one is answered from an index alone.
  const wanted = {
    status: PUBLISHED,
    ...(category === undefined ? {} : { category }),
    priceMinor: { $gte: minPrice ?? 0, $lte: maxPrice ?? MAX_PRICE },
  };
  return mongo.db.collection("products").countDocuments(wanted, { limit: MAX_COUNTED });
}

function matching(filter: ProductFilter): Filter[] {
  const { category } = filter;
  return [
    Field.eq("status", PUBLISHED),
    ...(category === undefined ? [] : [Field.eq("category", category)]),
    ...withinPrices(filter),
  ];
}

/**
 * Along a range of prices an index gives no order but that of the prices. Lists in another order read one stretch of
 * an index for each prefix, side by side.
 */
function withinPrices({ minPrice, maxPrice, sort }: ProductFilter): Filter[] {
  if (minPrice === undefined && maxPrice === undefined) return [];
  if (ORDERS[sort].field !== "priceMinor")
    return [Field.in("pricePrefixes", prefixesBetween(minPrice, maxPrice))];
  return [
    ...(minPrice === undefined ? [] : [Field.gte("priceMinor", minPrice)]),
    ...(maxPrice === undefined ? [] : [Field.lte("priceMinor", maxPrice)]),
  ];
}
