import type { ListStockInput, StockRow } from "@scarlet/domain/inventory";
import { decodeCursor, searchTerms, skuSchema } from "@scarlet/domain/kernel";
import type { Document, ObjectId } from "mongodb";
import { answeringRaw, fewest, type Mongo, type Stretch, wordsOf } from "../mongo/index.ts";

/** Above every letter, digit and dash of a SKU. */
const LAST = "~";
const BY_SKU = { sku: 1 } as const;
/** From so many rows on, those that a search without a stretch of its own finds are met soon enough along the SKUs. */
const MANY = 10_000;
const SHOWN = {
  _id: 0,
  sku: 1,
  productId: 1,
  onHand: 1,
  reserved: 1,
  available: 1,
  version: 1,
  lowStockAt: 1,
} as const;

type Wanted = {
  /** Each is answered by an index in the order of SKUs, and all have to hold. */
  readonly stretches: readonly Stretch[];
  /** What has to hold as well, and no index answers in that order. */
  readonly loose: readonly Document[];
};

/**
 * At most `limit` rows by SKU. Whatever is asked for, they are read along one index in that order: the one that leaves
 * the fewest rows, where the rest is tested row by row.
 */
export async function findRows(mongo: Mongo, input: ListStockInput, limit: number): Promise<StockRow[]> {
  const searched = await searchedFor(mongo, input.q?.trim() ?? "");
  if (searched === null) return [];
  const { loose } = searched;
  const stretches = [...viewsOf(input), ...searched.stretches];
  const stock = mongo.db.collection("stock");
  const behind = input.cursor === undefined ? [] : [{ sku: { $gt: decodeCursor(input.cursor, skuSchema) } }];
  const filters = [...stretches.map(({ filter }) => filter), ...loose];
  const along = await fewest(mongo, "stock", stretches);
  const sorts = along === undefined && loose.length > 0 && (await isRare(mongo, loose));
  const wanted = [...(along ? [along.filter] : []), ...filters.filter((each) => each !== along?.filter)];
  const found = stock
    .find<Omit<StockRow, "productId"> & { productId: ObjectId }>(
      [...behind, ...wanted].length > 0 ? { $and: [...wanted, ...behind] } : {},
      { projection: SHOWN, ...(sorts ? {} : { hint: along?.index ?? BY_SKU }) },
    )
    .sort(BY_SKU)
    .limit(limit);
  const rows = await found.toArray();
  return rows.map((row) => ({ ...row, productId: row.productId.toHexString() }));
}

async function isRare(mongo: Mongo, loose: readonly Document[]): Promise<boolean> {
  const [first = {}] = loose;
  return (await mongo.db.collection("stock").countDocuments(first, { limit: MANY })) < MANY;
}

function viewsOf({ sku, lowStock, outOfStock, held }: ListStockInput): Stretch[] {
  const levels = outOfStock ? ["out"] : lowStock ? ["low", "out"] : [];
  return [
    ...(sku === undefined ? [] : [{ filter: { sku }, index: BY_SKU }]),
    ...(levels.length === 0
      ? []
      : [{ filter: { level: { $in: levels } }, index: { level: 1, sku: 1 } as const }]),
    ...(held ? [{ filter: { held: true }, index: { held: 1, sku: 1 } as const }] : []),
  ];
}

/**
 * A dash is the sign of a code: its beginning is one narrow stretch of the index, its parts are many wide ones. Null:
 * what was searched for has no letter or digit, and no row answers to it.
 */
async function searchedFor(mongo: Mongo, q: string): Promise<Wanted | null> {
  const terms = searchTerms(q);
  if (terms === null) return { stretches: [], loose: [] };
  if (terms.length === 0) return null;
  if (q.includes("-")) {
    const code = { sku: { $gte: q.toUpperCase(), $lt: q.toUpperCase() + LAST } };
    if ((await mongo.db.collection("stock").findOne(code, { projection: { _id: 1 } })) !== null)
      return { stretches: [{ filter: code, index: BY_SKU }], loose: [] };
  }
  const words = await Promise.all(terms.map((term) => wordsOf(mongo, term, { ofCodes: true })));
  return {
    stretches: words.flatMap((found) =>
      found === null ? [] : [{ filter: { tokens: { $in: [...found] } }, index: { tokens: 1, sku: 1 } }],
    ),
    // The words of a term with marks inside leave too much, and those of another all that it asks for.
    loose: terms.flatMap((term, at) =>
      words[at] && term.parts.length < 2 ? [] : answeringRaw("tokens", [term]),
    ),
  };
}
