import { type Db, type Document, type MongoClient, MongoServerError } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InProcess } from "./harness/in-process.ts";
import { RawClient } from "./harness/raw-client.ts";

let place: InProcess;
let client: MongoClient;
let db: Db;

beforeAll(async () => {
  place = await InProcess.start({ testCommands: true, expiryIntervalMs: 30 });
  client = await place.connect();
  db = client.db();
});
afterAll(async () => {
  await place.end();
});
beforeEach(async () => {
  await db.dropDatabase();
});

/** The error a promise is rejected with. */
async function refusal(promise: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await promise.then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof MongoServerError) return error;
  throw error;
}

describe("every reply", () => {
  it("carries the cluster's time, which grows with each write, errors included", async () => {
    const before = await db.command({ ping: 1 });
    await db.collection("a").insertOne({ n: 1 });
    const after = await db.command({ ping: 1 });
    expect(after.operationTime.greaterThan(before.operationTime)).toBe(true);
    const error = await refusal(db.command({ nonsense: 1 }));
    expect([
      error.code,
      error.errorResponse.operationTime !== undefined,
      error.errorResponse.$clusterTime !== undefined,
    ]).toEqual([59, true, true]);
  });
});

describe("what is not supported", () => {
  it.each([
    [{ find: "a", colour: 1 }, 40415, "colour"],
    [{ find: "a", filter: { x: { $near: [0, 0] } } }, 2, "$near"],
    [{ aggregate: "a", pipeline: [{ $search: {} }], cursor: {} }, undefined, "$search"],
    [{ aggregate: "a", pipeline: [], cursor: {}, collation: { locale: "de" } }, 238, "collation"],
    [{ create: "v", viewOn: "a" }, 238, "viewOn"],
    [{ createIndexes: "a", indexes: [{ key: { t: "text" }, name: "t" }] }, 67, "text"],
    [{ createIndexes: "a", indexes: [{ key: { t: 1 }, name: "t", colour: 1 }] }, 197, "colour"],
    [{ update: "a", updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { a: 1 } }] }, 40415, "sort"],
    [{ count: "a", readConcern: { level: "snapshot" } }, 72, "snapshot"],
    [{ mapReduce: "a" }, 59, "mapReduce"],
    [{ find: "a", filter: { s: { $regex: "x", $options: "q" } } }, 51108, "q"],
    [{ find: "a", collation: { locale: "de", caseFirst: "middle" } }, 2, "middle"],
    [{ aggregate: "a", pipeline: [{ $documents: [] }], cursor: {} }, 73, "$documents"],
    [{ aggregate: 1, pipeline: [{ $match: {} }], cursor: {} }, 73, "$match"],
    [{ create: "v", autoIndexId: false }, 238, "autoIndexId"],
    [{ createIndexes: "a", indexes: [{ key: { t: 1 }, name: "t" }], commitQuorum: 3 }, 238, "commitQuorum"],
    [
      { createIndexes: "a", indexes: [{ key: { t: 1 }, name: "t", partialFilterExpression: { s: /x/ } }] },
      67,
      "regular expression",
    ],
    [{ explain: { find: "a", colour: 1 } }, 40415, "colour"],
    [{ explain: { find: "a" }, verbosity: "loud" }, 2, "loud"],
    [{ insert: "a", documents: [{}], writeConcern: { wtimeout: "soon" } }, 14, "wtimeout"],
  ])("%j is refused by name", async (command, code, name) => {
    const error = await refusal(db.command(command));
    if (code !== undefined) expect(error.code).toBe(code);
    expect(error.message).toContain(name);
  });

  it("includes ways to choose a member that are none", async () => {
    const raw = await RawClient.connect(place.server.url);
    const reply = await raw.run({ find: "a", $readPreference: { mode: "closest" } });
    expect([reply.code, String(reply.errmsg).includes("closest")]).toEqual([9, true]);
    raw.close();
  });

  it("reserves faults on purpose for servers started for tests", async () => {
    const plain = await InProcess.start();
    const error = await refusal(
      (await plain.connect()).db("admin").command({ configureFailPoint: "failCommand", mode: "off" }),
    );
    expect(error.code).toBe(59);
    await plain.end();
  });
});

describe("transactions", () => {
  it("keep new collections and indexes to themselves until they commit", async () => {
    const session = client.startSession();
    session.startTransaction();
    await db.createCollection("made", { session });
    await db.collection("made").createIndex({ a: 1 }, { unique: true, session });
    await db.collection("made").insertOne({ a: 1 }, { session });
    expect(await db.listCollections({ name: "made" }).toArray()).toEqual([]);
    await session.commitTransaction();
    expect((await db.collection("made").indexes()).map(({ name }) => name)).toEqual(["_id_", "a_1"]);
    expect((await refusal(db.collection("made").insertOne({ a: 1 }))).code).toBe(11000);
    await session.endSession();
  });

  it("are over after any error inside them", async () => {
    await db.collection("a").insertOne({ _id: 1 as never });
    const session = client.startSession();
    session.startTransaction();
    await db.collection("a").insertOne({ _id: 2 as never }, { session });
    expect((await refusal(db.collection("a").insertOne({ _id: 1 as never }, { session }))).code).toBe(11000);
    const next = await refusal(db.collection("a").insertOne({ _id: 3 as never }, { session }));
    expect([next.code, next.hasErrorLabel("TransientTransactionError")]).toEqual([251, true]);
    expect(await db.collection("a").countDocuments()).toBe(1);
    await session.endSession();
  });

  it("conflict at once when they change what another one holds or has changed since", async () => {
    await db.collection<{ _id: number; n: number }>("a").insertOne({ _id: 1, n: 0 });
    const [first, second] = [client.startSession(), client.startSession()];
    first.startTransaction();
    second.startTransaction();
    const a = db.collection<{ _id: number; n: number }>("a");
    await a.findOne({ _id: 1 }, { session: second });
    await a.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
    const held = await refusal(a.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second }));
    expect([held.code, held.hasErrorLabel("TransientTransactionError")]).toEqual([112, true]);
    await first.commitTransaction();
    expect(await a.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    await Promise.all([first.endSession(), second.endSession()]);
  });

  it("make plain writes wait, which then see what was committed", async () => {
    const a = db.collection<{ _id: number; n: number }>("a");
    await a.insertOne({ _id: 1, n: 0 });
    const session = client.startSession();
    session.startTransaction();
    await a.updateOne({ _id: 1 }, { $set: { n: 5 } }, { session });
    const plain = a.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    const inTime = await refusal(
      db.command({ update: "a", updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }], maxTimeMS: 60 }),
    );
    expect(inTime.code).toBe(50);
    await session.commitTransaction();
    expect((await plain).modifiedCount).toBe(1);
    expect(await a.findOne({ _id: 1 })).toEqual({ _id: 1, n: 6 });
    await session.endSession();
  });

  it("hold up a drop only while they are at work", async () => {
    await db.collection("a").insertOne({ n: 1 });
    const session = client.startSession();
    session.startTransaction();
    await db.collection("a").insertOne({ n: 2 }, { session });
    expect(await db.collection("a").drop()).toBe(true);
    expect((await refusal(session.commitTransaction())).code).toBe(251);
    await session.endSession();
  });
});

describe("cursors", () => {
  it("stream from one snapshot, whatever is written meanwhile", async () => {
    const a = db.collection<{ _id: number }>("a");
    await a.insertMany(Array.from({ length: 10 }, (_, i) => ({ _id: i })));
    const cursor = a.find({}, { batchSize: 2 });
    expect(await cursor.next()).toEqual({ _id: 0 });
    await a.deleteMany({ _id: { $gte: 5 } });
    await a.insertOne({ _id: 99 });
    expect((await cursor.toArray()).map(({ _id }) => _id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("end with their collection, and when they are killed", async () => {
    await db.collection("a").insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const open = async (): Promise<unknown> => (await db.command({ find: "a", batchSize: 1 })).cursor.id;
    const [dropped, killed] = [await open(), await open()];
    await db.command({ killCursors: "a", cursors: [killed] });
    await db.collection("a").drop();
    expect((await refusal(db.command({ getMore: killed, collection: "a" }))).code).toBe(43);
    expect((await refusal(db.command({ getMore: dropped, collection: "a" }))).code).toBe(175);
  });

  it("end when they are idle for long, later if asked not to", async () => {
    await db.collection("a").insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const open = async (more: Document): Promise<unknown> =>
      (await db.command({ find: "a", batchSize: 1, ...more })).cursor.id;
    const [plain, untimed] = [await open({}), await open({ noCursorTimeout: true })];
    place.server.state.cursors.sweep(Date.now() + 11 * 60_000);
    expect((await refusal(db.command({ getMore: plain, collection: "a" }))).code).toBe(43);
    expect(await db.command({ getMore: untimed, collection: "a" })).toMatchObject({ ok: 1 });
  });

  it("stay open on capped collections and go on with what is new", async () => {
    const capped = await db.createCollection<{ _id: number }>("capped", { capped: true, size: 4096, max: 2 });
    await capped.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    const cursor = capped.find({}, { tailable: true });
    expect([await cursor.tryNext(), await cursor.tryNext(), await cursor.tryNext()]).toEqual([
      { _id: 2 },
      { _id: 3 },
      null,
    ]);
    await capped.insertOne({ _id: 4 });
    expect(await cursor.tryNext()).toEqual({ _id: 4 });
    await cursor.close();
    const skipping = await refusal(db.command({ find: "capped", tailable: true, skip: 1 }));
    expect([skipping.code, skipping.message.includes("'skip'")]).toEqual([238, true]);
  });
});

describe("documents whose time is over", () => {
  it("are removed by an index that says so, and no others", async () => {
    const a = db.collection<{ _id: number; at: unknown }>("a");
    await a.createIndex({ at: -1 }, { expireAfterSeconds: 60 });
    const old = new Date(Date.now() - 61_000);
    await a.insertMany([
      { _id: 1, at: old },
      { _id: 2, at: [new Date(), old] },
      { _id: 3, at: new Date() },
      { _id: 4, at: "text" },
      { _id: 5, at: null },
    ]);
    await expect.poll(async () => (await a.find().toArray()).map(({ _id }) => _id)).toEqual([3, 4, 5]);
  });
});

describe("a capped collection", () => {
  it("drops its oldest documents only when it is full, also after some were deleted", async () => {
    const capped = await db.createCollection<{ _id: number }>("ring", { capped: true, size: 4096, max: 3 });
    await capped.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    await capped.deleteOne({ _id: 2 });
    await capped.insertOne({ _id: 4 });
    expect((await capped.find().toArray()).map(({ _id }) => _id)).toEqual([1, 3, 4]);
    await capped.insertOne({ _id: 5 });
    expect((await capped.find().toArray()).map(({ _id }) => _id)).toEqual([3, 4, 5]);
  });
});

describe("validate", () => {
  it("reads every document and every index, and tells what is missing", async () => {
    const a = db.collection<{ _id: number; n: number }>("a");
    await a.createIndex({ n: 1 });
    await a.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const sound = { valid: true, nrecords: 2, keysPerIndex: { _id_: 2, n_1: 2 }, errors: [] };
    expect(await db.command({ validate: "a" })).toMatchObject(sound);
    const { catalog, store } = place.server.state;
    const index = catalog.find("test", "a")?.indexes[1];
    const key = index?.keysOf({ n: 2 }).keys[0];
    if (!index || !key) throw new Error("there is no index");
    store.writer.removeKey(index.number, key, 2);
    const { valid, errors } = await db.command({ validate: "a" });
    expect([valid, errors.length]).toEqual([false, 2]);
    expect(errors[0]).toContain("n_1");
  });
});

describe("strings in a collation's order", () => {
  it("match, sort and are not looked for in indexes that know only bytes", async () => {
    const a = db.collection<{ _id: number; x: string }>("a");
    await a.createIndex({ x: 1 });
    await a.insertMany([
      { _id: 1, x: "b" },
      { _id: 2, x: "B" },
      { _id: 3, x: "a" },
    ]);
    const collation = { locale: "en", strength: 2 };
    expect(await a.find({ x: "B" }, { collation }).sort({ _id: 1 }).project({ _id: 1 }).toArray()).toEqual([
      { _id: 1 },
      { _id: 2 },
    ]);
    expect(
      (
        await a
          .find({}, { collation: { locale: "en" } })
          .sort({ x: 1 })
          .toArray()
      ).map(({ x }) => x),
    ).toEqual(["a", "b", "B"]);
    expect((await a.deleteMany({ x: { $in: ["A", "B"] } }, { collation })).deletedCount).toBe(3);
  });
});
