import type { GroupRequest, GroupState, Hold, StockRow } from "@scarlet/domain/inventory";
import type { IdempotencyRecord } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";
import { Field, idsIn, type Mongo, type RecordOf, type Write } from "../mongo/index.ts";
import type { HoldRecords } from "./hold-records.ts";
import { type HoldSnapshot, holdSnapshotOf } from "./hold-snapshot.ts";
import { holderGuards } from "./holds-by-holder.ts";
import { readParts } from "./read-state.ts";
import { fromStockRecord } from "./stock-record.ts";
import { DeadlinePassedError } from "./write-fence.port.ts";

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
  const { skipHoldIds = [], holders = [] } = request;
  const guards = holderGuards(holders, now);
  const raised = await mongo.writesAtOnce.write([...raises(asked, deadline), ...guards]);
  const wanted = { productIds: asked, now, skipHoldIds };
  const read = await readParts(mongo, { ...wanted, request });
  // A product without a version is none; whatever else was not raised came too late.
  if (raised < read.versions.size + guards.length) throw new DeadlinePassedError();
  const productVersions = new Map(read.versions);
  const seen = await holdSnapshotOf(mongo, wanted, read.holds);
  const alongside = new Set(
    seen.ended.flatMap(({ productIds }) => productIds).filter((id) => !asked.has(id)),
  );
  for (const [id, version] of await raiseAlongside(mongo, alongside)) productVersions.set(id, version);
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

/**
 * The writes that raise products' versions, each only before the deadline by the database's own clock. In the order of the
 * ids, so that two groups over the same products meet at the first of them.
 */
function raises(productIds: ReadonlySet<string>, deadline: Date | null): Write[] {
  const inTime = deadline === null ? {} : { $expr: { $lt: ["$$NOW", deadline] } };
  return [...productIds].sort().map((id) => ({
    to: "product_stock",
    where: { _id: new ObjectId(id), ...inTime },
    update: { $inc: { version: 1 } },
  }));
}

/** Products that only ended holds led to: the deadline was held by those asked for. */
async function raiseAlongside(mongo: Mongo, ids: ReadonlySet<string>): Promise<Map<string, number>> {
  if (ids.size === 0) return new Map();
  await mongo.writesAtOnce.write(raises(ids, null));
  const raised = await mongo.prisma.orm.product_stock.where(idsIn("_id", ids)).all();
  return new Map(raised.map(({ _id, version }) => [_id, version]));
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
