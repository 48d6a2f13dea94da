import type { ProductStock, StockReader, StockRow } from "@scarlet/domain/inventory";
import { all, idsIn, type Mongo, type RecordOf } from "../mongo/index.ts";
import { contentVersionsOf } from "./content-versions.ts";
import { alsoLists } from "./list-generations.ts";
import { nearestEnds } from "./nearest-ends.ts";
import { endedBy, holdsOn } from "./open-holds.ts";
import { fromStockRecord } from "./stock-record.ts";

/** Tries between two equal reads of the versions before a transaction is used: that costs more, but cannot be outrun. */
const QUICK_TRIES = 3;

type Versions = ReadonlyMap<string, number>;
type EndedHold = Pick<RecordOf<"Order">, "lines">;
type Seen = {
  readonly rows: readonly RecordOf<"Stock">[];
  readonly ended: readonly EndedHold[];
  readonly freeAt: ReadonlyMap<string, Date>;
  readonly contentVersions: ReadonlyMap<string, number>;
};

const NOTHING: Seen = { rows: [], ended: [], freeAt: new Map(), contentVersions: new Map() };

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
  const { stock, orders } = mongo.prisma.orm;
  const now = await mongo.clock.now();
  const [rows, ended, freeAt, contentVersions] = await Promise.all([
    stock.where(idsIn("productId", productIds)).orderBy({ sku: 1 }).all(),
    orders
      .where(all(holdsOn(productIds), endedBy(now)))
      .select("_id", "lines")
      .all(),
    nearestEnds(mongo, productIds, now),
    contentVersionsOf(mongo, productIds),
  ]);
  return { rows, ended, freeAt, contentVersions };
}

function put(
  answer: Map<string, ProductStock>,
  productIds: readonly string[],
  versions: Versions,
  seen: Seen,
): void {
  const free = new Map<string, number>();
  for (const { sku, quantity } of seen.ended.flatMap(({ lines }) => lines))
    free.set(sku, (free.get(sku) ?? 0) + quantity);
  const skus = new Map<string, StockRow[]>(productIds.map((id) => [id, []]));
  for (const record of seen.rows) {
    const row = fromStockRecord(record);
    skus.get(row.productId)?.push({ ...row, available: row.available + (free.get(row.sku) ?? 0) });
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
