import { type Document, Timestamp } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, type Use } from "./context.ts";

const SNAPSHOT = { readConcern: { level: "snapshot" } } as const;

/** Snapshot reads outside of transactions. */
export function snapshotSuite(use: Use): void {
  test("a snapshot session reads one state, whatever is written meanwhile", async () => {
    const items = await use().items({ _id: 1, n: 0 }, { _id: 2, n: 0 });
    const session = use().client.startSession({ snapshot: true });
    expect(await items.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 0 });
    await items.updateMany({}, { $inc: { n: 1 } });
    await items.insertOne({ _id: 3, n: 9 });
    expect(await items.find({}, { session, batchSize: 1 }).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 0 },
      { _id: 2, n: 0 },
    ]);
    expect(await items.countDocuments({}, { session })).toBe(2);
    expect(await items.distinct("n", {}, { session })).toEqual([0]);
    await session.endSession();
    expect(await items.countDocuments()).toBe(3);
  });

  test("replies tell the cluster time, and reads at it see the same", async () => {
    const items = await use().items({ _id: 1 }, { _id: 2 });
    const find = (more: Document): Promise<Document> =>
      use().db.command({ find: items.collectionName, sort: { _id: 1 }, ...more });
    const { cursor } = await find({ ...SNAPSHOT, batchSize: 1 });
    expect(cursor.atClusterTime).toBeInstanceOf(Timestamp);
    await items.deleteMany({});
    const rest = await use().db.command({ getMore: cursor.id, collection: items.collectionName });
    expect(rest.cursor).toMatchObject({ nextBatch: [{ _id: 2 }], atClusterTime: cursor.atClusterTime });
    const again = await find({ readConcern: { level: "snapshot", atClusterTime: cursor.atClusterTime } });
    expect(again.cursor.firstBatch).toEqual([{ _id: 1 }, { _id: 2 }]);
    const distinct = await use().db.command({ distinct: items.collectionName, key: "_id", ...SNAPSHOT });
    expect(distinct).toMatchObject({ values: [] });
    expect(distinct.atClusterTime).toBeInstanceOf(Timestamp);
  });

  test("what does not read at snapshots says so", async () => {
    const items = await use().items({ _id: 1 });
    const name = items.collectionName;
    const ahead = Timestamp.fromBits(1, Math.trunc(Date.now() / 1000) + 1_000_000);
    const { db } = use();
    await expectCode(db.command({ count: name, ...SNAPSHOT }), 72);
    await expectCode(db.command({ insert: name, documents: [{ _id: 2 }], ...SNAPSHOT }), 72);
    await expectCode(
      db.command({ find: name, readConcern: { level: "snapshot", atClusterTime: ahead } }),
      72,
    );
    await expectCode(
      db.command({ aggregate: name, pipeline: [{ $changeStream: {} }], cursor: {}, ...SNAPSHOT }),
      72,
    );
    expect(await items.countDocuments()).toBe(1);
  });
}
