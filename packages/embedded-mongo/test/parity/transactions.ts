import { type Document, Long, MongoClient, MongoServerError } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, refusal, type Use } from "./context.ts";

function isolation(use: Use): void {
  test("nobody sees a transaction before it commits, and everything after", async () => {
    const [a, b] = [await use().items({ _id: 1, n: 0 }), await use().items({ _id: 1, n: 0 })];
    const session = use().client.startSession();
    session.startTransaction();
    await a.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await b.insertOne({ _id: 2 }, { session });
    expect(await a.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 1 });
    expect(await b.countDocuments({}, { session })).toBe(2);
    expect(await a.findOne({ _id: 1 })).toEqual({ _id: 1, n: 0 });
    expect(await b.countDocuments()).toBe(1);
    await session.commitTransaction();
    expect(await a.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    expect(await b.countDocuments()).toBe(2);
    await session.endSession();
  });

  test("an aborted transaction leaves nothing, and its unique keys are free again", async () => {
    const items = await use().items({ _id: 1, k: "a" });
    await items.createIndex({ k: 1 }, { unique: true });
    const session = use().client.startSession();
    session.startTransaction();
    await items.insertOne({ _id: 2, k: "b" }, { session });
    await items.deleteOne({ _id: 1 }, { session });
    await session.abortTransaction();
    await session.endSession();
    expect(await items.find().toArray()).toEqual([{ _id: 1, k: "a" }]);
    await items.insertOne({ _id: 3, k: "b" });
  });

  test("a transaction reads one state, and may not overwrite what changed since", async () => {
    const items = await use().items({ _id: 1, n: 0 }, { _id: 2, n: 0 });
    const session = use().client.startSession();
    session.startTransaction({ readConcern: { level: "snapshot" } });
    expect(await items.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 0 });
    await items.updateMany({}, { $inc: { n: 1 } });
    await items.insertOne({ _id: 3, n: 0 });
    expect(await items.find({}, { session }).toArray()).toEqual([
      { _id: 1, n: 0 },
      { _id: 2, n: 0 },
    ]);
    const error = await refusal(items.updateOne({ _id: 2 }, { $inc: { n: 1 } }, { session }));
    expect(error.code).toBe(112);
    expect(error.hasErrorLabel("TransientTransactionError")).toBe(true);
    await session.endSession();
  });

  test("of two transactions that write one document, the second is told at once", async () => {
    const items = await use().items({ _id: 1, n: 0 });
    const [first, second] = [use().client.startSession(), use().client.startSession()];
    first.startTransaction();
    second.startTransaction();
    await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
    await expectCode(items.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { session: second }), 112);
    await first.commitTransaction();
    await Promise.all([first.endSession(), second.endSession()]);
    expect(await items.findOne()).toEqual({ _id: 1, n: 1 });
  });

  test("a plain write waits for the transaction that holds its document", async () => {
    const items = await use().items({ _id: 1, n: 0 });
    const session = use().client.startSession();
    session.startTransaction();
    await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    const plain = items.updateOne({ _id: 1 }, { $inc: { n: 10 } });
    const first = await Promise.race([plain, items.findOne({ _id: 1 })]);
    expect(first).toEqual({ _id: 1, n: 0 });
    await session.commitTransaction();
    await session.endSession();
    await plain;
    expect(await items.findOne()).toEqual({ _id: 1, n: 11 });
  });
}

function retrying(use: Use): void {
  test("conflicting transactions all come through by retry", async () => {
    const items = await use().items({ _id: 1, n: 0 });
    const add = (): Promise<void> =>
      use().client.withSession((session) =>
        session.withTransaction(async () => {
          const found = await items.findOne({ _id: 1 }, { session });
          await items.updateOne({ _id: 1 }, { $set: { n: Number(found?.n) + 1 } }, { session });
        }),
      );
    await Promise.all(Array.from({ length: 6 }, add));
    expect(await items.findOne()).toEqual({ _id: 1, n: 6 });
  });

  test("a command sent twice with one transaction number takes effect once", async () => {
    const { client, db } = use();
    const items = await use().items({ _id: 1, n: 0 });
    // Not given back: its transaction numbers are ours, and the driver would count on from its own.
    const session = client.startSession();
    const send = (command: Document): Promise<Document> => db.command(command, { session });
    const updates = [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }];
    const update = { update: items.collectionName, updates, txnNumber: Long.fromNumber(1_000_005) };
    expect(await send(update)).toMatchObject({ n: 1, nModified: 1 });
    expect(await send(update)).toMatchObject({ n: 1, nModified: 1 });
    expect(await items.findOne()).toEqual({ _id: 1, n: 1 });
    const modify = {
      findAndModify: items.collectionName,
      query: { _id: 1 },
      update: { $inc: { n: 1 } },
      new: true,
    };
    const twice = { ...modify, txnNumber: Long.fromNumber(1_000_006) };
    expect((await send(twice)).value).toEqual({ _id: 1, n: 2 });
    expect((await send(twice)).value).toEqual({ _id: 1, n: 2 });
    expect(await items.findOne()).toEqual({ _id: 1, n: 2 });
    await expectCode(send(update), 225);
  });

  test("a commit may be sent again; an unknown transaction is told", async () => {
    const items = await use().items({ _id: 1, n: 0 });
    const session = use().client.startSession();
    session.startTransaction();
    await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await session.commitTransaction();
    await session.commitTransaction();
    expect(await items.findOne()).toEqual({ _id: 1, n: 1 });
    await session.endSession();
    // A client of its own, because the driver lends the ended session, with its committed transaction, to the next.
    const other = new MongoClient(use().url);
    const end = (command: Document): Promise<Document> =>
      other.db("admin").command(command, { session: other.startSession() });
    await expectCode(end({ commitTransaction: 1 }), 251);
    await expectCode(end({ abortTransaction: 1 }), 251);
    await other.close();
  });
}

function failing(use: Use): void {
  test("an error inside a transaction ends it", async () => {
    const items = await use().items({ _id: 1 });
    const session = use().client.startSession();
    session.startTransaction();
    await items.insertOne({ _id: 2 }, { session });
    await expectCode(items.insertOne({ _id: 1 }, { session }), 11000);
    const later = await items.insertOne({ _id: 3 }, { session }).catch((error: unknown) => error);
    expect(later).toBeInstanceOf(MongoServerError);
    expect((later as MongoServerError).code).toBe(251);
    await session.endSession();
    expect(await items.countDocuments()).toBe(1);
  });

  test("a failed statement of a plain command leaves the ones before it", async () => {
    const items = await use().items({ _id: 2 });
    await expectCode(items.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]), 11000);
    expect(await items.countDocuments()).toBe(2);
  });
}

/** Transactions and writes that may be sent again. */
export function transactionSuite(use: Use): void {
  isolation(use);
  retrying(use);
  failing(use);
}
