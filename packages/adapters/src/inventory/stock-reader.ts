import type { ProductStock, StockReader, StockRow } from "@scarlet/domain/inventory";
import { aggregate, idsIn, type Mongo } from "../mongo/index.ts";
import { contentVersionsOf } from "./content-versions.ts";
import { alsoLists } from "./list-generations.ts";
import { nextHoldExpiries } from "./next-hold-expiry.ts";
import { endedQuantities, readAtOnce, type Seen, type Versions } from "./read-stock-at-once.ts";
import { fromStockRecord } from "./stock-record.ts";

/** Tries between two equal reads of the versions before a transaction is used: that costs more, but cannot be outrun. */
const QUICK_TRIES = 3;

/** Up to this many products are read by one command: each has a branch of its own for its next hold. */
const MAX_BRANCHES = 4;

const NOTHING: Seen = { rows: [], free: new Map(), freeAt: new Map(), contentVersions: new Map() };

/** Reads stock, and the generation of lists, from MongoDB at every call. */
export function createStockReader(mongo: Mongo): StockReader {
  return alsoLists(mongo, {
    async readStock(productIds) {
      const answer = new Map<string, ProductStock>();
      let open: readonly string[] = [...new Set(productIds)];
      for (let round = 0; open.length > 0 && round < QUICK_TRIES; round += 1) {
        const { before, seen, afterwards } = await readBracketed(mongo, open);
        const known = [...before.keys()];
        open = known.filter((id) => before.get(id) !== afterwards.get(id));
        const settled = known.filter((id) => !open.includes(id));
        put(answer, settled, before, seen);
      }
      if (open.length > 0) {
        const left = open;
        await mongo.inTransaction(async () => {
          const versions = await readVersions(mongo, left);
          put(
            answer,
            [...versions.keys()],
            versions,
            await readState(mongo, [...versions.keys()], await mongo.clock.now()),
          );
        });
      }
      return answer;
    },
  });
}

/** The state between two reads of the versions: where both are equal, it is that version's. */
async function readBracketed(
  mongo: Mongo,
  productIds: readonly string[],
): Promise<{ readonly before: Versions; readonly seen: Seen; readonly afterwards: Versions }> {
  const now = await mongo.clock.now();
  if (productIds.length <= MAX_BRANCHES) return readAtOnce(mongo, productIds, now);
  const before = await readVersions(mongo, productIds);
  const known = [...before.keys()];
  const seen = await readState(mongo, known, now);
  return { before, seen, afterwards: await readVersions(mongo, known) };
}

async function readVersions(mongo: Mongo, productIds: readonly string[]): Promise<Versions> {
  if (productIds.length === 0) return new Map();
  const rows = await mongo.prisma.orm.product_stock.where(idsIn("_id", productIds)).all();
  return new Map(rows.map(({ _id, version }) => [_id, version]));
}

async function readState(mongo: Mongo, productIds: readonly string[], now: Date): Promise<Seen> {
  if (productIds.length === 0) return NOTHING;
  const { stock } = mongo.prisma.orm;
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
  const sums = await aggregate<{ _id: string; quantity: number }>(
    mongo,
    "orders",
    endedQuantities(productIds, now),
  );
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
