import { type Document, ObjectId } from "mongodb";
import { type Mongo, type RecordOf, recordOfRaw } from "../mongo/index.ts";
import { HOLDING } from "./hold-filters.ts";

export type Versions = ReadonlyMap<string, number>;

/** What the stock of products is made of. */
export type Seen = {
  readonly rows: readonly RecordOf<"Stock">[];
  /** Pieces that ended holds still reserve, by SKU. */
  readonly free: ReadonlyMap<string, number>;
  readonly freeAt: ReadonlyMap<string, Date>;
  readonly contentVersions: ReadonlyMap<string, number>;
};

type Part = "before" | "rows" | "free" | "end" | "content" | "after";
/** `id` is of a product, where the document does not tell it. */
type Tagged = { readonly part: Part; readonly id?: string; readonly doc: Document };

/**
 * A few products with their versions before and after, by one command: a database runs the branches of a union one after
 * another, so what stands between two equal versions is of that version, as by commands of their own.
 */
export async function readAtOnce(
  mongo: Mongo,
  productIds: readonly string[],
  now: Date,
): Promise<{ readonly before: Versions; readonly seen: Seen; readonly afterwards: Versions }> {
  const ids = productIds.map((id) => new ObjectId(id));
  const versions = { _id: { $in: ids } };
  const found = await mongo.db
    .collection("product_stock")
    .aggregate<Tagged>([
      { $match: versions },
      tagged("before"),
      branch("stock", [{ $match: { productId: { $in: ids } } }, tagged("rows")]),
      branch("orders", [...endedQuantities(productIds, now), tagged("free")]),
      ...productIds.map((id) => branch("orders", [...nextEnd(id, now), tagged("end", id)])),
      branch("products", [{ $match: versions }, { $project: { contentVersion: 1 } }, tagged("content")]),
      branch("product_stock", [{ $match: versions }, tagged("after")]),
    ])
    .toArray();
  const of = (part: Part) => found.filter((each) => each.part === part);
  const numbers = (part: Part, field: string) =>
    new Map(of(part).map(({ doc: { _id: id, ...doc } }) => [String(id), Number(doc[field])]));
  const rows = of("rows").map(({ doc }) => recordOfRaw<"Stock">(doc));
  const seen = {
    rows: rows.sort((a, b) => (a.sku < b.sku ? -1 : 1)),
    free: numbers("free", "quantity"),
    freeAt: new Map(of("end").map(({ id = "", doc }) => [id, doc.holdExpiresAt as Date])),
    contentVersions: numbers("content", "contentVersion"),
  };
  return { before: numbers("before", "version"), seen, afterwards: numbers("after", "version") };
}

/** Summed by the server: of a product that was left alone for long there may be thousands of ended holds. */
export function endedQuantities(productIds: readonly string[], now: Date): Document[] {
  return [
    { $match: { status: HOLDING, productIds: { $in: productIds }, holdExpiresAt: { $lte: now } } },
    { $project: { "lines.sku": 1, "lines.quantity": 1 } },
    { $unwind: "$lines" },
    { $group: { _id: "$lines.sku", quantity: { $sum: "$lines.quantity" } } },
  ];
}

function nextEnd(productId: string, now: Date): Document[] {
  return [
    { $match: { status: HOLDING, productIds: productId, holdExpiresAt: { $gt: now } } },
    { $sort: { holdExpiresAt: 1 } },
    { $limit: 1 },
    { $project: { holdExpiresAt: 1 } },
  ];
}

function branch(coll: string, pipeline: readonly Document[]): Document {
  return { $unionWith: { coll, pipeline } };
}

function tagged(part: Part, id?: string): Document {
  return { $replaceWith: { part, ...(id !== undefined && { id }), doc: "$$ROOT" } };
}
