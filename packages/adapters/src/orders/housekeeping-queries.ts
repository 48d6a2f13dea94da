import { ORDER_MAILS, type OrderStore, type WorkBatch, type WorkKind } from "@scarlet/domain/orders";
import { type Document, ObjectId } from "mongodb";
import { HOLDING } from "../inventory/index.ts";
import { all, any, Field, type Mongo, type RecordOf } from "../mongo/index.ts";
import { orderRecords } from "./order-record.ts";

type OrderRow = RecordOf<"Order">;
/** A stored order, or the reason why it cannot be read. */
type Row = { readonly id: string; readonly record: OrderRow | null; readonly reason: string };
type Question = ReturnType<Mongo["prisma"]["orm"]["orders"]["where"]>;

/** The orders that a query matches, read one by one if need be: one unreadable record does not fail the others. */
export async function rowsOf(mongo: Mongo, question: Question): Promise<Row[]> {
  try {
    const records = await question.all();
    return records.map((record) => {
      const { _id: id } = record;
      return { id, record, reason: "" };
    });
  } catch {
    // Reading row by row shows which record is the unreadable one.
    const ids = await question.select("_id").all();
    return Promise.all(ids.map(({ _id }) => rowOf(mongo, _id)));
  }
}

async function rowOf(mongo: Mongo, id: string): Promise<Row> {
  try {
    const record = await mongo.prisma.orm.orders.where({ _id: id }).first();
    return { id, record, reason: record === null ? "it is gone" : "" };
  } catch (error) {
    return { id, record: null, reason: wordsOf(error) };
  }
}

/** Parses records into orders with their attempt counts; records that do not parse are listed in `broken`. */
export function workOf(rows: readonly Row[], triesOf: (record: OrderRow) => number): WorkBatch {
  const work: WorkBatch["work"][number][] = [];
  const broken: WorkBatch["broken"][number][] = [];
  for (const { id, record, reason } of rows) {
    try {
      if (record === null) broken.push({ id, number: "", reason });
      else work.push({ order: orderRecords.fromRecord(record), tries: triesOf(record) });
    } catch (error) {
      broken.push({ id, number: String(record?.number ?? ""), reason: wordsOf(error) });
    }
  }
  return { work, broken };
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

type HousekeepingQueries = Pick<
  OrderStore,
  "workDue" | "unsettled" | "settleLater" | "owingMail" | "mailLater" | "mailsGivenUp" | "tryAgain"
>;

/** The queries of the housekeeping jobs: which orders have payments or mails due, and the outcome of each attempt. */
export function createHousekeepingQueries(mongo: Mongo): HousekeepingQueries {
  return {
    workDue: (now, by) => findWork(mongo, now, by),
    ...moneyWork(mongo),
    ...mailWork(mongo),
    ...givenUp(mongo),
  };
}

/** All mails but the one that has its time. */
const MAILS_AT_ONCE = ORDER_MAILS.filter((mail) => mail !== "hold_ending");

/** In the command, so that whoever watches the database knows what is asked by the clock and not by a request. */
const LOOK_COMMENT = "look for work";

/**
 * One command, because it is asked every second by each process and mostly finds nothing. Each question is one that an
 * index answers, and ends with the first order.
 */
async function findWork(
  mongo: Mongo,
  now: Date,
  { settleBefore, holdsEndBy }: Parameters<OrderStore["workDue"]>[1],
): Promise<WorkKind[]> {
  const rested = [{ mailAfter: null }, { mailAfter: { $lte: now } }];
  const ending = { status: HOLDING, holdExpiresAt: { $gt: now, $lte: holdsEndBy }, mailsDue: "hold_ending" };
  const questions: (readonly [WorkKind, Document])[] = [
    ["holds", { status: HOLDING, holdExpiresAt: { $lte: now } }],
    ["money", { unsettledSince: { $lt: settleBefore } }],
    ...rested.map((rest) => ["mail", { mailsDue: { $in: MAILS_AT_ONCE }, ...rest }] as const),
    ["mail", { ...ending, $or: rested }],
  ];
  const [first, ...others] = questions.map(([kind, match]) => [
    { $match: match },
    { $limit: 1 },
    { $project: { _id: 0, kind: { $literal: kind } } },
  ]);
  const also = others.map((pipeline) => ({ $unionWith: { coll: "orders", pipeline } }));
  const found = await mongo.db
    .collection("orders")
    .aggregate<{ kind: WorkKind }>([...(first ?? []), ...also], { comment: LOOK_COMMENT })
    .toArray();
  return [...new Set(found.map(({ kind }) => kind))];
}

function moneyWork(mongo: Mongo): Pick<HousekeepingQueries, "unsettled" | "settleLater"> {
  const { orders } = mongo.prisma.orm;
  return {
    async unsettled(before, limit) {
      const open = orders
        .where(Field.lt("unsettledSince", before))
        .orderBy({ unsettledSince: 1 })
        .limit(limit);
      return workOf(await rowsOf(mongo, open), ({ settleTries }) => settleTries ?? 0);
    },
    async settleLater(id, tries, from) {
      await orders.where({ _id: id }).update({ settleTries: tries, unsettledSince: from });
    },
  };
}

function mailWork(mongo: Mongo): Pick<HousekeepingQueries, "owingMail" | "mailLater" | "mailsGivenUp"> {
  const { orders } = mongo.prisma.orm;
  return {
    async owingMail(now, holdsEndBy, limit) {
      const rested = any(Field.eq("mailAfter", null), Field.lte("mailAfter", now));
      const ending = all(
        rested,
        Field.eq("status", HOLDING),
        Field.gt("holdExpiresAt", now),
        Field.lte("holdExpiresAt", holdsEndBy),
        Field.eq("mailsDue", "hold_ending"),
      );
      const told = Field.in("mailsDue", MAILS_AT_ONCE);
      // Two queries instead of an `or`, so that the index serves each: never failed, and retry time reached.
      const fresh = all(told, Field.eq("mailAfter", null));
      const again = all(told, Field.lte("mailAfter", now));
      const rows = await Promise.all(
        [fresh, again, ending].map((filter) => rowsOf(mongo, orders.where(filter).limit(limit))),
      );
      const owing = new Map(rows.flat().map((row) => [row.id, row]));
      return workOf([...owing.values()].slice(0, limit), ({ mailTries }) => mailTries ?? 0);
    },
    async mailLater(id, tries, mailAfter) {
      await orders.where({ _id: id }).update({ mailTries: tries, mailAfter });
    },
    async mailsGivenUp(id) {
      await mongo.db.collection("orders").updateOne({ _id: new ObjectId(id) }, [
        {
          $set: {
            mailsStuck: { $setUnion: [{ $ifNull: ["$mailsStuck", []] }, { $ifNull: ["$mailsDue", []] }] },
            mailsDue: [],
            mailAfter: null,
            mailTries: null,
          },
        },
      ]);
    },
  };
}

function givenUp(mongo: Mongo): Pick<HousekeepingQueries, "tryAgain"> {
  return {
    async tryAgain(id, from) {
      const key = new ObjectId(id);
      const collection = mongo.db.collection("orders");
      await collection.updateOne({ _id: key, settlement: { $ne: null } }, [
        { $set: { settleTries: null, unsettledSince: from } },
      ]);
      await collection.updateOne({ _id: key, "mailsStuck.0": { $exists: true } }, [
        {
          $set: {
            mailsDue: { $setUnion: [{ $ifNull: ["$mailsDue", []] }, "$mailsStuck"] },
            mailsStuck: [],
            mailAfter: null,
            mailTries: null,
          },
        },
      ]);
    },
  };
}
