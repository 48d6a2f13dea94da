import { Timestamp } from "bson";
import type { ClientSession, Collection, Db, Document, MongoClient } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InProcess } from "./harness/in-process.ts";
import { RawClient } from "./harness/raw-client.ts";

interface Item extends Document {
  _id: number;
}

let place: InProcess;
let client: MongoClient;
let db: Db;
let a: Collection<Item>;
let session: ClientSession;

beforeAll(async () => {
  place = await InProcess.start();
  client = await place.connect();
  db = client.db();
  a = db.collection<Item>("a");
});
afterAll(async () => {
  await place.end();
});
beforeEach(async () => {
  place.server.state.snapshots.sweep(Infinity);
  await db.dropDatabase();
  await a.insertMany([{ _id: 1 }, { _id: 2 }]);
  session = client.startSession({ snapshot: true });
});

const ids = async (name: string, options: Document = { session }): Promise<unknown[]> =>
  (await db.collection<Item>(name).find({}, options).toArray()).map(({ _id: id }) => id);

describe("a snapshot session", () => {
  it("still reads collections that were dropped or renamed, under the name they had", async () => {
    await db.collection<Item>("b").insertOne({ _id: 7 });
    expect(await ids("a")).toEqual([1, 2]);
    await a.drop();
    await db.collection("b").rename("c");
    await a.insertOne({ _id: 9 });
    await expect.poll(() => [...place.server.state.store.records("trash")].length).toBe(0);
    expect([await ids("a"), await ids("b"), await ids("c")]).toEqual([[1, 2], [7], []]);
    expect(await ids("a", {})).toEqual([9]);
  });

  it("joins what was there then, and does not use indexes that are newer", async () => {
    const joined = (): Promise<Document[]> =>
      a
        .aggregate(
          [
            { $lookup: { from: "b", localField: "_id", foreignField: "_id", as: "b" } },
            { $sort: { _id: 1 } },
          ],
          { session },
        )
        .toArray();
    await db.collection<Item>("b").insertOne({ _id: 1 });
    const before = await joined();
    await db.collection("b").deleteMany({});
    await a.insertOne({ _id: 3, n: 1 });
    await a.createIndex({ n: 1 });
    expect(await joined()).toEqual(before);
    expect(await a.find({ n: { $exists: false } }, { session }).toArray()).toHaveLength(2);
  });

  it("is told when its state was given up", async () => {
    const cursor = a.find({}, { session, batchSize: 1 });
    await cursor.next();
    await a.insertOne({ _id: 3 });
    place.server.state.snapshots.sweep(Date.now() + 61_000);
    expect(await ids("a")).toEqual([1, 2]);
    place.server.state.snapshots.sweep(Date.now() + 301_000);
    await expect(ids("a")).rejects.toMatchObject({ code: 239 });
    await expect(cursor.next()).rejects.toMatchObject({ code: 239 });
  });

  it("that nobody uses is given up after a minute", async () => {
    await ids("a");
    await a.insertOne({ _id: 3 });
    place.server.state.snapshots.sweep(Date.now() + 61_000);
    await expect(ids("a")).rejects.toMatchObject({ code: 239 });
  });

  it("is one of sixteen: the one used longest ago makes room", async () => {
    await ids("a");
    for (let i = 10; i < 26; i += 1) {
      await a.insertOne({ _id: i });
      await db.command({ find: "a", readConcern: { level: "snapshot" } });
    }
    await expect(ids("a")).rejects.toMatchObject({ code: 239 });
  });
});

describe("reading at a cluster time", () => {
  const at = (time: unknown): Promise<Document> =>
    db.command({ find: "a", readConcern: { level: "snapshot", atClusterTime: time } });

  it("is possible at the time of the newest write, and not before it", async () => {
    const { operationTime: before } = await db.command({ ping: 1 });
    const { operationTime } = await db.command({ insert: "a", documents: [{ _id: 3 }] });
    expect((await at(operationTime)).cursor.firstBatch).toHaveLength(3);
    await expect(at(before)).rejects.toMatchObject({ code: 239 });
  });

  it("of an earlier run is refused, also when the client has seen later times of it", async () => {
    const { operationTime, $clusterTime: seen } = await db.command({ insert: "a", documents: [{ _id: 3 }] });
    await place.stop();
    // Times are seconds and a count that begins anew: in the same second this one would lie ahead.
    await expect
      .poll(() => Math.floor(Date.now() / 1_000), { interval: 20, timeout: 5_000 })
      .toBeGreaterThan(operationTime.t);
    await place.startAgain();
    client = await place.connect();
    db = client.db();
    a = db.collection<Item>("a");
    const { server } = place;
    await expect(at(operationTime)).rejects.toMatchObject({ code: 239 });
    const later = new Timestamp({ t: seen.clusterTime.t + 100, i: 5 });
    const raw = await RawClient.connect(server.url);
    const readConcern = { level: "snapshot", atClusterTime: later };
    const reply = await raw.run({ find: "a", readConcern, $clusterTime: { clusterTime: later } });
    expect(reply).toMatchObject({ ok: 0, code: 239 });
    raw.close();
  });

  it.each([
    ["null", new Timestamp({ t: 0, i: 0 }), 72],
    ["a number", 5, 14],
  ])("is refused at %s", async (_, time, code) => {
    await expect(at(time)).rejects.toMatchObject({ code });
  });
});
