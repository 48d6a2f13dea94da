import type { Collection, Db, Document, MongoClient } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { InProcess } from "./harness/in-process.ts";

// The command of MongoDB 8. The parity suite runs on MongoDB 7 as well, which has none.

interface Item extends Document {
  _id: number;
}

let place: InProcess;
let client: MongoClient;
let db: Db;
let a: Collection<Item>;
let b: Collection<Item>;

beforeAll(async () => {
  place = await InProcess.start();
  client = await place.connect();
  db = client.db();
});
afterAll(() => place.end());
beforeEach(async () => {
  await db.dropDatabase();
  [a, b] = [db.collection<Item>("a"), db.collection<Item>("b")];
  await a.insertMany([{ _id: 1 }, { _id: 2 }]);
  await b.insertOne({ _id: 9, n: 1 });
});

const nsInfo = [{ ns: "test.a" }, { ns: "test.b" }];
const bulk = (ops: Document[], more: Document = {}, options: Document = {}) =>
  client.db("admin").command({ bulkWrite: 1, ops, nsInfo, ...more }, options);
const all = (from: Collection<Item>) => from.find().sort({ _id: 1 }).toArray();

test("writes to several collections in their order, and counts by kind", async () => {
  const reply = await bulk([
    { insert: 1, document: { _id: 10 } },
    { update: 0, filter: { _id: 1 }, updateMods: { $set: { seen: true } } },
    { update: 0, filter: {}, updateMods: { $set: { seen: true } }, multi: true },
    { update: 1, filter: { _id: 11 }, updateMods: { $inc: { n: 2 } }, upsert: true },
    { update: 1, filter: { _id: 99 }, updateMods: { $inc: { n: 2 } } },
    { delete: 1, filter: { _id: 9 } },
  ]);
  expect(reply).toMatchObject({
    nErrors: 0,
    nInserted: 1,
    nMatched: 3,
    nModified: 2,
    nUpserted: 1,
    nDeleted: 1,
  });
  expect(reply.cursor.firstBatch.map(({ n }: Document) => n)).toEqual([1, 1, 2, 1, 0, 1]);
  expect(reply.cursor.firstBatch[3].upserted).toEqual({ _id: 11 });
  expect(await all(a)).toEqual([
    { _id: 1, seen: true },
    { _id: 2, seen: true },
  ]);
  expect(await all(b)).toEqual([{ _id: 10 }, { _id: 11, n: 2 }]);
});

test("an ordered one ends at its first error, an unordered one goes on; only errors are told where asked", async () => {
  const ops = [
    { insert: 0, document: { _id: 3 } },
    { insert: 0, document: { _id: 1 } },
    { insert: 1, document: { _id: 4 } },
  ];
  const ordered = await bulk(ops, { errorsOnly: true });
  expect(ordered).toMatchObject({ nErrors: 1, nInserted: 1 });
  expect(ordered.cursor.firstBatch).toMatchObject([{ ok: 0, idx: 1, code: 11_000 }]);
  expect(await b.countDocuments()).toBe(1);
  expect(await bulk(ops.slice(1), { ordered: false })).toMatchObject({ nErrors: 1, nInserted: 1 });
  expect(await b.countDocuments()).toBe(2);
});

describe("in a transaction", () => {
  test("is done or undone as a whole with what came before, and conflicts as other writes do", async () => {
    const session = client.startSession();
    session.startTransaction();
    await a.insertOne({ _id: 5 }, { session });
    const ops = [
      { update: 1, filter: { _id: 9 }, updateMods: { $inc: { n: 1 } } },
      { insert: 0, document: { _id: 6 } },
    ];
    await bulk(ops, {}, { session });
    const other = client.startSession();
    other.startTransaction();
    const late = bulk(
      [{ update: 1, filter: { _id: 9 }, updateMods: { $inc: { n: 1 } } }],
      {},
      { session: other },
    );
    await expect(late).rejects.toMatchObject({ code: 112 });
    await session.abortTransaction();
    expect([await a.countDocuments(), await b.findOne({ _id: 9 })]).toEqual([2, { _id: 9, n: 1 }]);
    session.startTransaction();
    await bulk(ops, {}, { session });
    await session.commitTransaction();
    expect([await a.countDocuments(), await b.findOne({ _id: 9 })]).toEqual([3, { _id: 9, n: 2 }]);
    await Promise.all([session.endSession(), other.endSession()]);
  });

  test("an error of one write ends it", async () => {
    const session = client.startSession();
    session.startTransaction();
    const ops = [
      { insert: 1, document: { _id: 7 } },
      { insert: 0, document: { _id: 1 } },
    ];
    await expect(bulk(ops, {}, { session })).rejects.toMatchObject({ code: 11_000 });
    await session.endSession();
    expect(await b.countDocuments()).toBe(1);
  });
});

test.each([
  ["elsewhere than in admin", () => db.command({ bulkWrite: 1, ops: [], nsInfo }), 13],
  ["without a write", () => bulk([]), 16],
  ["a namespace that is not there", () => bulk([{ insert: 2, document: {} }]), 2],
  ["a field that no write has", () => bulk([{ insert: 0, document: {}, filter: {} }]), 40_415],
  [
    "a namespace without a collection",
    () => bulk([{ insert: 0, document: {} }], { nsInfo: [{ ns: "test" }] }),
    73,
  ],
])("refuses %s", async (_, run, code) => {
  await expect(run()).rejects.toMatchObject({ code });
});
