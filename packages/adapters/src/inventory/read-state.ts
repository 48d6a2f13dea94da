import type { GroupRequest, Holder, OpenHold } from "@scarlet/domain/inventory";
import { type Document, ObjectId } from "mongodb";
import { type Mongo, type RecordOf, recordOfRaw } from "../mongo/index.ts";
import { type HoldSnapshotRequest, holdStages } from "./hold-snapshot.ts";
import { type FoundHold, openHoldFilter, openHoldOf, SHOWN } from "./holds-by-holder.ts";

/** What a group's transaction reads, as it came from the database. */
export type ReadParts = {
  /** The stock version of each product asked for, as this transaction raised it. */
  readonly versions: ReadonlyMap<string, number>;
  readonly holds: readonly RecordOf<"Order">[];
  readonly rows: readonly RecordOf<"Stock">[];
  readonly orders: readonly RecordOf<"Order">[];
  readonly answers: readonly RecordOf<"IdempotencyAnswer">[];
  readonly openHolds: readonly OpenHold[];
};

type Asked = HoldSnapshotRequest & {
  readonly request: Pick<GroupRequest, "orderIds" | "intentIds" | "holders">;
};

type Part = keyof ReadParts;
type Tagged = { readonly part: Part; readonly doc: Document };

/** More than a group asks for, so that all comes in one answer. */
const BATCH_SIZE = 10_000;

/**
 * Inside a transaction: the whole state of a group by one command, since each command costs more than what it reads.
 * Of each collection only what an index leads to. By the driver: Prisma has no word for several collections.
 */
export async function readParts(mongo: Mongo, { request, ...asked }: Asked): Promise<ReadParts> {
  const found = await mongo.db
    .collection("orders")
    // The holds come first, because their order is then the index's own: nothing is sorted.
    .aggregate<Tagged>([...holdStages(asked), tagged("holds"), ...others(asked, request)], {
      batchSize: BATCH_SIZE,
    })
    .toArray();
  const parts: Record<Part, Document[]> = {
    versions: [],
    holds: [],
    rows: [],
    orders: [],
    answers: [],
    openHolds: [],
  };
  for (const { part, doc } of found) parts[part].push(doc);
  const openHolds = new Map(
    parts.openHolds.map((doc) => openHoldOf(doc as FoundHold)).map((hold) => [hold.id, hold]),
  );
  return {
    versions: new Map(parts.versions.map(({ _id, version }) => [String(_id), Number(version)])),
    holds: parts.holds.map((doc) => recordOfRaw<"Order">(doc)),
    rows: parts.rows.map((doc) => recordOfRaw<"Stock">(doc)),
    orders: parts.orders.map((doc) => recordOfRaw<"Order">(doc)),
    answers: parts.answers.map((doc) => recordOfRaw<"IdempotencyAnswer">(doc)),
    openHolds: [...openHolds.values()],
  };
}

function others({ productIds, now }: HoldSnapshotRequest, request: Asked["request"]): Document[] {
  const { orderIds, intentIds, holders = [] } = request;
  const kinds = new Set(holders.map(({ kind }) => kind));
  const ids = Array.from(productIds, (id) => new ObjectId(id));
  return [
    ...reading("versions", "product_stock", { _id: { $in: ids } }),
    ...reading("rows", "stock", { productId: { $in: ids } }),
    ...(orderIds.length === 0
      ? []
      : reading("orders", "orders", { _id: { $in: unique(orderIds).map((id) => new ObjectId(id)) } })),
    ...(intentIds.length === 0 ? [] : reading("answers", "idempotency", { key: { $in: unique(intentIds) } })),
    ...[...kinds].flatMap((kind: Holder["kind"]) =>
      reading("openHolds", "orders", openHoldFilter(holders, kind, now), SHOWN),
    ),
  ];
}

function reading(part: Part, coll: string, filter: Document, shown?: Document): Document[] {
  const stages = [{ $match: filter }, ...(shown === undefined ? [] : [{ $project: shown }]), tagged(part)];
  return [{ $unionWith: { coll, pipeline: stages } }];
}

function tagged(part: Part): Document {
  return { $replaceWith: { part, doc: "$$ROOT" } };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
