import type { GroupRequest, GroupState, Hold, StockRow } from "@scarlet/domain/inventory";
import type { IdempotencyRecord } from "@scarlet/domain/kernel";
import { Field, idsIn, type Mongo, type RecordOf } from "../mongo/index.ts";
import { bumpVersion } from "./bump-version.ts";
import type { HoldRecords } from "./hold-records.ts";
import { type HoldSnapshot, holdSnapshotOf } from "./hold-snapshot.ts";
import { bumpHolderGuards } from "./holds-by-holder.ts";
import { readParts } from "./read-state.ts";
import { fromStockRecord } from "./stock-record.ts";

export type Raised<H extends Hold> = {
  readonly state: GroupState<H>;
  /** The new stock version of every product concerned. */
  readonly productVersions: ReadonlyMap<string, number>;
  readonly holds: HoldSnapshot;
};

export type Raising<H extends Hold> = {
  /** The products of the request's SKUs. */
  readonly asked: ReadonlySet<string>;
  readonly request: GroupRequest;
  readonly now: Date;
  readonly holds: HoldRecords<H>;
  /** By the database's own clock: the first write must come before it. Null: whenever. */
  readonly deadline: Date | null;
};

/**
 * Inside a transaction: raises `product_stock` of every product concerned and reads one state. The order
 * matters: after the raise every other write of these products conflicts with this one, so what is read stays true.
 * Raises `DeadlinePassedError`.
 */
export async function bumpAndRead<H extends Hold>(
  mongo: Mongo,
  { asked, request, now, holds, deadline }: Raising<H>,
): Promise<Raised<H>> {
  const productVersions = await raise(mongo, asked, deadline);
  const { skipHoldIds = [], holders = [] } = request;
  await bumpHolderGuards(mongo, holders, now);
  const raised = new Set(productVersions.keys());
  const wanted = { productIds: raised, now, skipHoldIds };
  const read = await readParts(mongo, { ...wanted, request });
  const seen = await holdSnapshotOf(mongo, wanted, read.holds);
  const alongside = new Set(
    seen.ended.flatMap(({ productIds }) => productIds).filter((id) => !raised.has(id)),
  );
  for (const [id, version] of await raise(mongo, alongside, null)) productVersions.set(id, version);
  const rows = [...read.rows.map(fromStockRecord), ...(await rowsAlongside(mongo, alongside))];
  const orders = read.orders.map(holds.fromRecord);
  return {
    productVersions,
    holds: seen,
    state: {
      now,
      rows: rows.sort((a, b) => (a.sku < b.sku ? -1 : 1)),
      orders: new Map(orders.map((order) => [order.id, order])),
      ended: seen.ended.map(holds.fromRecord),
      endedLeft: seen.endedLeft,
      remembered: new Map(read.answers.map((record) => [record.key, fromAnswerRecord(record)])),
      openHolds: read.openHolds,
    },
  };
}

/** The rows of products that only ended holds led to. */
async function rowsAlongside(mongo: Mongo, productIds: ReadonlySet<string>): Promise<StockRow[]> {
  if (productIds.size === 0) return [];
  const records = await mongo.prisma.orm.stock.where(idsIn("productId", productIds)).all();
  return records.map(fromStockRecord);
}

/** The rows of these SKUs as they are now, outside of any transaction; a SKU keeps its product for ever. */
export async function rowsOf(mongo: Mongo, skus: readonly string[]): Promise<StockRow[]> {
  if (skus.length === 0) return [];
  const records = await mongo.prisma.orm.stock.where(Field.in("sku", [...new Set(skus)])).all();
  return records.map(fromStockRecord);
}

/** In the order of the ids, so that two groups over the same products meet at the first of them. */
async function raise(
  mongo: Mongo,
  productIds: ReadonlySet<string>,
  deadline: Date | null,
): Promise<Map<string, number>> {
  const [first, ...others] = [...productIds].sort();
  if (first === undefined) return new Map();
  if (deadline === null) return raiseAll(mongo, [first, ...others]);
  const version = await bumpVersion(mongo, first, deadline);
  // Nobody has held the deadline yet where the first is unknown: the next is the first write.
  if (version === null) return raise(mongo, new Set(others), deadline);
  return new Map([[first, version], ...(await raiseAll(mongo, others))]);
}

async function raiseAll(mongo: Mongo, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const versions = mongo.prisma.orm.product_stock.where(idsIn("_id", ids));
  await versions.updateAndCount((stock) => [stock.version.inc(1)]);
  return new Map((await versions.all()).map(({ _id, version }) => [_id, version]));
}

/** What these intents were answered before. */
export async function remembered(
  mongo: Mongo,
  keys: readonly string[],
): Promise<Map<string, IdempotencyRecord>> {
  if (keys.length === 0) return new Map();
  const records = await mongo.prisma.orm.idempotency.where(Field.in("key", [...new Set(keys)])).all();
  return new Map(records.map((record) => [record.key, fromAnswerRecord(record)]));
}

/** A remembered answer as the services know it. */
export function fromAnswerRecord(record: RecordOf<"IdempotencyAnswer">): IdempotencyRecord {
  const result: unknown = JSON.parse(record.result);
  return { id: record.key, requestHash: record.requestHash, result };
}
