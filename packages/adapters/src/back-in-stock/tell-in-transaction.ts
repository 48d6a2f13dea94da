import {
  type BackInStockRequest,
  piecesToTell,
  type Shelf,
  type Told,
  toldAfter,
  type WriteMail,
} from "@scarlet/domain/back-in-stock";
import { ObjectId } from "mongodb";
import { readShelf, takenSince } from "../inventory/index.ts";
import { type MailUse, putInOutbox } from "../mail/index.ts";
import { type Mongo, type RecordOf, StaleReadError } from "../mongo/index.ts";

/** Thrown to leave a transaction that has nothing to write: leaving it by an error undoes what it wrote. */
export class NobodyToTell extends Error {
  override readonly name = "NobodyToTell";
}

/**
 * Inside a transaction: the mails, the end of their requests and the memory of the round, which are committed together.
 * What it promises stands at its port, `BackInStockStore.tellNext`. Raises `NobodyToTell`.
 */
export async function tellInTransaction(
  mongo: Mongo,
  sku: string,
  { write, use }: { readonly write: WriteMail; readonly use: MailUse },
): Promise<number> {
  const now = await mongo.clock.now();
  // The first write, before anything is read: whoever tells of this SKU at the same moment conflicts here.
  const told = mongo.db.collection("back_in_stock_told");
  const nothing = { rounds: [], stockVersion: 0 };
  await told.updateOne({ sku }, { $set: { at: now }, $setOnInsert: nothing }, { upsert: true });
  const { shelf, stockVersion } = await shelfOf(mongo, sku, now);
  const next = await firstInLine(mongo, sku, piecesToTell(shelf));
  if (next.length === 0) throw new NobodyToTell();
  await takeAway(mongo, next);
  const waiting = await stillWaiting(mongo, next);
  const mails = next.map((request) => write(request, waiting.has(request.address)));
  await putInOutbox(mongo, mails, { at: now, ...use });
  await told.updateOne({ sku }, { $set: { ...toldAfter(shelf, next.length, stockVersion), at: now } });
  return next.length;
}

async function shelfOf(
  mongo: Mongo,
  sku: string,
  now: Date,
): Promise<{ readonly shelf: Shelf; readonly stockVersion: number }> {
  const row = await readShelf(mongo, sku);
  if (row === null || row.available <= 0) throw new NobodyToTell();
  const record = await mongo.prisma.orm.back_in_stock_told.where({ sku }).first();
  const told = record && toldOf(record);
  const taken =
    told === null || told.rounds.length === 0 ? 0 : await takenSince(mongo, sku, told.stockVersion);
  return { shelf: { available: row.available, told, taken, now }, stockVersion: row.version };
}

function toldOf({ rounds, stockVersion }: RecordOf<"BackInStockTold">): Told {
  return { rounds: rounds.map(({ at, count }) => ({ at, count })), stockVersion };
}

async function firstInLine(mongo: Mongo, sku: string, count: number): Promise<BackInStockRequest[]> {
  if (count === 0) return [];
  const line = mongo.prisma.orm.back_in_stock_requests.where({ sku }).orderBy({ at: 1, _id: 1 });
  return (await line.limit(count).all()).map(({ _id, ...request }) => ({ ...request, id: _id }));
}

async function takeAway(mongo: Mongo, requests: readonly BackInStockRequest[]): Promise<void> {
  const ids = requests.map(({ id }) => new ObjectId(id));
  const { deletedCount } = await mongo.db
    .collection("back_in_stock_requests")
    .deleteMany({ _id: { $in: ids } });
  if (deletedCount !== ids.length) throw new StaleReadError("a request was taken away meanwhile");
}

async function stillWaiting(mongo: Mongo, told: readonly BackInStockRequest[]): Promise<ReadonlySet<string>> {
  const collection = mongo.db.collection("back_in_stock_requests");
  const addresses = told.map(({ address }) => address);
  const found: string[] = await collection.distinct("address", { address: { $in: addresses } });
  return new Set(found);
}
