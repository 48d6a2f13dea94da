import type { ProductStock, StockReader, StockRow } from "@scarlet/domain/inventory";
import { aggregate, idsIn, type Mongo, type RecordOf } from "../mongo/index.ts";
import { contentVersionsOf } from "./content-versions.ts";
import { HOLDING } from "./hold-filters.ts";
import { alsoLists } from "./list-generations.ts";
import { nextHoldExpiries } from "./next-hold-expiry.ts";
import { fromStockRecord } from "./stock-record.ts";

/** Tries between two equal reads of the versions before a transaction is used: that costs more, but cannot be outrun. */
const QUICK_TRIES = 3;

type Versions = ReadonlyMap<string, number>;
type Seen = {
  readonly rows: readonly RecordOf<"Stock">[];
  /** Pieces that ended holds still reserve, by SKU. */
  readonly free: ReadonlyMap<string, number>;
  readonly freeAt: ReadonlyMap<string, Date>;
  readonly contentVersions: ReadonlyMap<string, number>;
};

const NOTHING: Seen = { rows: [], free: new Map(), freeAt: new Map(), contentVersions: new Map() };

/** Reads stock, and the generation of lists, from MongoDB at every call. */
export function createStockReader(mongo: Mongo): StockReader {
  return alsoLists(mongo, {
    async readStock(productIds) {
      const answer = new Map<string, ProductStock>();
      let open: readonly string[] = [...new Set(productIds)];
      for (let round = 0; open.length > 0 && round < QUICK_TRIES; round += 1) {
        const before = await readVersions(mongo, open);
        const known = [...before.keys()];
        const seen = await readState(mongo, known);
        const afterwards = await readVersions(mongo, known);
        open = known.filter((id) => before.get(id) !== afterwards.get(id));
        const settled = known.filter((id) => !open.includes(id));
        put(answer, settled, before, seen);
      }
      if (open.length > 0) {
        const left = open;
        await mongo.inTransaction(async () => {
          const versions = await readVersions(mongo, left);
          put(answer, [...versions.keys()], versions, await readState(mongo, [...versions.keys()]));
        });
      }
      return answer;
    },
  });
}

async function readVersions(mongo: Mongo, productIds: readonly string[]): Promise<Versions> {
  if (productIds.length === 0) return new Map();
  const rows = await mongo.prisma.orm.product_stock.where(idsIn("_id", productIds)).all();
  return new Map(rows.map(({ _id, version }) => [_id, version]));
}

async function readState(mongo: Mongo, productIds: readonly string[]): Promise<Seen> {
  if (productIds.length === 0) return NOTHING;
  const { stock } = mongo.prisma.orm;
  const now = await mongo.clock.now();
  const [rows, free, freeAt, contentVersions] = await Promise.all([
    stock.where(idsIn("productId", productIds)).orderBy({ sku: 1 }).all(),
    freeBy(mongo, productIds, now),
    nextHoldExpiries(mongo, productIds, now),
    contentVersionsOf(mongo, productIds),
  ]);
  return { rows, free, freeAt, contentVersions };
}

/** Summed by the server: of a product that was left alone for long there may be thousands of ended holds. */
async function freeBy(
  mongo: Mongo,
  productIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const sums = await aggregate<{ _id: string; quantity: number }>(mongo, "orders", [
    { $match: { status: HOLDING, productIds: { $in: productIds }, holdExpiresAt: { $lte: now } } },
    { $project: { "lines.sku": 1, "lines.quantity": 1 } },
    { $unwind: "$lines" },
    { $group: { _id: "$lines.sku", quantity: { $sum: "$lines.quantity" } } },
  ]);
  return new Map(sums.map(({ _id, quantity }) => [_id, quantity]));
}

function put(
  answer: Map<string, ProductStock>,
  productIds: readonly string[],
  versions: Versions,
  seen: Seen,
): void {
  const skus = new Map<string, StockRow[]>(productIds.map((id) => [id, []]));
  for (const record of seen.rows) {
    const row = fromStockRecord(record);
    skus.get(row.productId)?.push({ ...row, available: row.available + (seen.free.get(row.sku) ?? 0) });
  }
  for (const [productId, rows] of skus)
    answer.set(productId, {
      productId,
      version: versions.get(productId) ?? 0,
      freeAt: seen.freeAt.get(productId) ?? null,
      contentVersion: seen.contentVersions.get(productId) ?? 0,
      skus: rows,
    });
}
