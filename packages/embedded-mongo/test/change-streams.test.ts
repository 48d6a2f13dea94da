import type { ChangeStream, Db, Document, MongoClient } from "mongodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InProcess } from "./harness/in-process.ts";

let place: InProcess;
let client: MongoClient;
let db: Db;
const streams: ChangeStream[] = [];

beforeAll(async () => {
  place = await InProcess.start();
  client = await place.connect();
  db = client.db();
});
afterAll(async () => {
  await place.end();
});
beforeEach(async () => {
  await db.dropDatabase();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.close();
});

/** An open stream: it begins when its cursor was made, not when it is first asked. */
async function open(stream: ChangeStream): Promise<ChangeStream> {
  streams.push(stream);
  expect(await stream.tryNext()).toBeNull();
  return stream;
}

async function take(stream: ChangeStream, count: number): Promise<Document[]> {
  const events: Document[] = [];
  while (events.length < count) events.push(await stream.next());
  return events;
}

const tokenOf = ({ _id: token }: Document = {}): Document => token;

const OPTIONS = { maxAwaitTimeMS: 100 };

describe("change streams", () => {
  it("tell in order what was done to a collection, and how", async () => {
    const a = db.collection("a");
    const stream = await open(a.watch([], OPTIONS));
    await a.insertOne({ _id: 1, n: 1, deep: { x: 1, y: 2 } } as Document);
    await db.collection("other").insertOne({ n: 1 });
    await a.updateOne({ _id: 1 } as Document, { $set: { "deep.x": 5 }, $unset: { n: 1 } });
    await a.replaceOne({ _id: 1 } as Document, { z: 1 });
    await a.deleteOne({ _id: 1 } as Document);
    const [insert, update, replace, remove] = await take(stream, 4);
    const ns = { db: "test", coll: "a" };
    expect(insert).toMatchObject({
      operationType: "insert",
      ns,
      documentKey: { _id: 1 },
      fullDocument: { n: 1 },
    });
    expect(update).toMatchObject({
      operationType: "update",
      updateDescription: { updatedFields: { "deep.x": 5 }, removedFields: ["n"], truncatedArrays: [] },
    });
    expect(replace).toMatchObject({ operationType: "replace", fullDocument: { _id: 1, z: 1 } });
    expect(remove).toMatchObject({ operationType: "delete", documentKey: { _id: 1 } });
    expect(remove?.clusterTime.greaterThan(insert?.clusterTime)).toBe(true);
  });

  it("tell of a transaction only what was committed, at one time", async () => {
    const stream = await open(db.watch([], OPTIONS));
    const session = client.startSession();
    session.startTransaction();
    await db.collection("a").insertOne({ _id: 1 } as Document, { session });
    await session.abortTransaction();
    session.startTransaction();
    await db.collection("a").insertMany([{ _id: 2 }, { _id: 3 }] as Document[], { session });
    expect(await stream.tryNext()).toBeNull();
    await session.commitTransaction();
    const events = await take(stream, 2);
    expect(events.map(({ documentKey }) => documentKey)).toEqual([{ _id: 2 }, { _id: 3 }]);
    expect(events[0]?.clusterTime.equals(events[1]?.clusterTime)).toBe(true);
    await session.endSession();
  });

  it("tell the whole of a transaction that was open before them", async () => {
    const session = client.startSession();
    session.startTransaction();
    await db.collection("a").insertOne({ _id: 1 } as Document, { session });
    const stream = await open(client.watch([], OPTIONS));
    await session.commitTransaction();
    expect(await take(stream, 1)).toMatchObject([{ operationType: "insert", documentKey: { _id: 1 } }]);
    await session.endSession();
  });

  it("go on after a token, with filter, shape and the present document", async () => {
    const a = db.collection("a");
    const first = await open(a.watch([], OPTIONS));
    await a.insertMany([{ _id: 1 }, { _id: 2 }] as Document[]);
    const [{ _id: token } = {}] = await take(first, 1);
    await first.close();
    await a.updateOne({ _id: 2 } as Document, { $set: { n: 7 } });
    const stages = [{ $match: { operationType: "update" } }, { $project: { fullDocument: 1 } }];
    const stream = a.watch(stages, { ...OPTIONS, resumeAfter: token, fullDocument: "updateLookup" });
    streams.push(stream);
    expect(await take(stream, 1)).toMatchObject([{ fullDocument: { _id: 2, n: 7 } }]);
  });

  it("end with what they watch", async () => {
    await db.createCollection("a");
    const stream = await open(db.collection("a").watch([], OPTIONS));
    await db.collection("a").drop();
    expect((await take(stream, 2)).map(({ operationType }) => operationType)).toEqual(["drop", "invalidate"]);
  });

  it("end with a rename onto what they watch", async () => {
    await db.createCollection("a");
    await db.createCollection("b");
    const stream = await open(db.collection("b").watch([], OPTIONS));
    await db.collection("a").rename("b", { dropTarget: true });
    expect((await take(stream, 2)).map(({ operationType }) => operationType)).toEqual([
      "rename",
      "invalidate",
    ]);
  });

  it("tell of structure and of each collection's UUID where that is asked for, and only there", async () => {
    const plain = await open(db.watch([], OPTIONS));
    const expanded = await open(db.watch([], { ...OPTIONS, showExpandedEvents: true }));
    const a = db.collection("a");
    await a.insertOne({ n: 1 });
    await a.createIndex({ n: 1 });
    await db.command({ collMod: "a", validator: { n: 1 } });
    await a.dropIndex("n_1");
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await db.collection("b").insertOne({ n: 1 }, { session });
      }),
    );
    await a.updateOne({}, { $set: { n: 1, m: 2 } });
    await a.rename("b", { dropTarget: true });
    const kinds = [
      "create",
      "insert",
      "createIndexes",
      "modify",
      "dropIndexes",
      "create",
      "insert",
      "update",
    ];
    const events = await take(expanded, 9);
    expect(events.map(({ operationType }) => operationType)).toEqual([...kinds, "rename"]);
    const uuids = await db.listCollections().toArray();
    expect(events[1]?.collectionUUID).toEqual(
      uuids[0] && "info" in uuids[0] ? uuids[0].info?.uuid : undefined,
    );
    expect(events[2]?.operationDescription).toMatchObject({ indexes: [{ name: "n_1" }] });
    expect(events[3]?.operationDescription).toEqual({ validator: { n: 1 } });
    expect(events[8]?.operationDescription).toMatchObject({ to: { db: "test", coll: "b" } });
    expect(
      (await take(plain, 4)).map(({ operationType, collectionUUID: uuid }) => [operationType, uuid]),
    ).toEqual(["insert", "insert", "update", "rename"].map((kind) => [kind, undefined]));
  });

  const ends: [string, (a: Db) => Promise<unknown>, string][] = [
    ["drop", (own) => own.collection("a").drop(), "drop"],
    ["rename", (own) => own.collection("a").rename("b"), "rename"],
    ["dropDatabase", (own) => own.dropDatabase(), "drop"],
  ];
  it.each(ends)("are not resumed after the end that a %s made, but begun anew", async (_, end, last) => {
    await db.createCollection("a");
    const stream = await open(db.collection("a").watch([], OPTIONS));
    await end(db);
    const [ending, invalidate] = await take(stream, 2);
    expect([ending?.operationType, invalidate?.operationType]).toEqual([last, "invalidate"]);
    expect(stream.resumeToken).toEqual(tokenOf(invalidate));
    const from = (options: Document): Promise<Document> =>
      db.command({ aggregate: "a", pipeline: [{ $changeStream: options }], cursor: {} });
    await expect(from({ resumeAfter: tokenOf(invalidate) })).rejects.toMatchObject({ code: 260 });
    // From the change that ended it, the end comes again.
    expect((await from({ resumeAfter: tokenOf(ending) })).cursor.firstBatch).toMatchObject([
      { operationType: "invalidate", _id: tokenOf(invalidate) },
    ]);
    const anew = await open(db.collection("a").watch([], { ...OPTIONS, startAfter: tokenOf(invalidate) }));
    await db.collection("a").insertOne({ n: 1 });
    expect(await take(anew, 1)).toMatchObject([{ operationType: "insert" }]);
  });

  it("of a database are not resumed after its end either; those of the server have none", async () => {
    await db.createCollection("a");
    const [whole, all] = [await open(db.watch([], OPTIONS)), await open(client.watch([], OPTIONS))];
    await db.dropDatabase();
    const events = await take(whole, 3);
    expect(events.map(({ operationType }) => operationType)).toEqual(["drop", "dropDatabase", "invalidate"]);
    const from = (options: Document): Promise<Document> =>
      db.command({ aggregate: 1, pipeline: [{ $changeStream: options }], cursor: {} });
    await expect(from({ resumeAfter: tokenOf(events[2]) })).rejects.toMatchObject({ code: 260 });
    expect(await from({ startAfter: tokenOf(events[2]) })).toMatchObject({ cursor: { firstBatch: [] } });
    await db.createCollection("b");
    await db.collection("b").insertOne({ n: 1 });
    const kinds = (await take(all, 3)).map(({ operationType }) => operationType);
    expect(kinds).toEqual(["drop", "dropDatabase", "insert"]);
  });

  it.each([
    [{ resumeAfter: { _data: "00" }, startAfter: { _data: "00" } }, [], 50674],
    [{ fullDocument: "required" }, [], 238],
    [{ fullDocumentBeforeChange: "required" }, [], 238],
    [{ resumeAfter: { _data: "00" } }, [], 260],
    [{ resumeAfter: { _data: "0".repeat(40) } }, [], 286],
    [{}, [{ $group: { _id: 1 } }], 20],
  ])("refuse %j with the stages %j", async (options, stages, code) => {
    await expect(
      db.command({ aggregate: "a", pipeline: [{ $changeStream: options }, ...stages], cursor: {} }),
    ).rejects.toMatchObject({ code });
  });
});
