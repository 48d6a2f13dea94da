import { randomBytes } from "node:crypto";
import { Binary } from "bson";
import { afterEach, describe, expect, it } from "vitest";
import type { Doc } from "../../src/bson/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess | undefined;

afterEach(async () => {
  await place?.end();
  place = undefined;
});

/** Runs commands on the server as it is now, each time by a new connection. */
async function run(command: Doc, db = "test"): Promise<Doc> {
  if (!place) throw new Error("the server is not running");
  const client = await RawClient.connect(place.server.url);
  const reply = await client.run(command, db);
  client.close();
  return reply;
}

async function restart(): Promise<void> {
  await place?.stop();
  await place?.startAgain();
}

const newSession = (): Doc => ({ id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) });
const lsid = newSession();
const increment: Doc = {
  update: "a",
  updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
  lsid,
  txnNumber: 7n,
};

describe("what a server remembers when it is started again", () => {
  it("is the outcome of a numbered write, so that a retry has no second effect", async () => {
    place = await InProcess.start();
    await run({ insert: "a", documents: [{ _id: 1, n: 0 }] });
    expect(await run(increment)).toMatchObject({ n: 1, nModified: 1 });
    expect(await run(increment)).toMatchObject({ n: 1, nModified: 1, retriedStmtIds: [0] });
    await restart();
    expect(await run(increment)).toMatchObject({ n: 1, nModified: 1, retriedStmtIds: [0] });
    expect(await run({ find: "a" })).toMatchObject({ cursor: { firstBatch: [{ _id: 1, n: 1 }] } });
    expect(await run({ ...increment, txnNumber: 6n })).toMatchObject({ ok: 0, code: 225 });
    expect(await run({ ...increment, txnNumber: 8n })).toMatchObject({ nModified: 1 });
  });

  it("is which statements of a command were executed, so that a retry does only the rest", async () => {
    place = await InProcess.start();
    const inserts = (ids: readonly number[]): Doc => ({
      insert: "a",
      documents: ids.map((_id) => ({ _id })),
      lsid,
      txnNumber: 1n,
    });
    await run({ insert: "a", documents: [{ _id: 3 }] });
    expect(await run(inserts([1, 2, 3, 4]))).toMatchObject({
      n: 2,
      writeErrors: [{ index: 2, code: 11000 }],
    });
    await restart();
    await run({ delete: "a", deletes: [{ q: { _id: 3 }, limit: 1 }] });
    expect(await run(inserts([1, 2, 3, 4]))).toMatchObject({ n: 4, retriedStmtIds: [0, 1] });
  });

  it("is that a transaction was committed, and that an open one was not", async () => {
    place = await InProcess.start();
    const within = (number: bigint, rest: Doc = {}): Doc => ({
      lsid,
      txnNumber: number,
      autocommit: false,
      ...rest,
    });
    const commit = (number: bigint): Promise<Doc> =>
      run({ commitTransaction: 1, ...within(number) }, "admin");
    await run({ create: "a" });
    expect(await run({ commitTransaction: 1, lsid }, "admin")).toMatchObject({ ok: 0, code: 125 });
    expect(await run({ abortTransaction: 1 }, "admin")).toMatchObject({ ok: 0, code: 125 });
    await run({ insert: "a", documents: [{ _id: 1 }], ...within(1n, { startTransaction: true }) });
    expect(await commit(1n)).toMatchObject({ ok: 1 });
    await run({
      insert: "a",
      documents: [{ _id: 2 }],
      ...within(5n, { startTransaction: true, lsid: newSession() }),
    });
    await restart();
    expect(await commit(1n)).toMatchObject({ ok: 1 });
    expect(await commit(2n)).toMatchObject({ ok: 0, code: 251, errorLabels: ["TransientTransactionError"] });
    expect(await run({ find: "a" })).toMatchObject({ cursor: { firstBatch: [{ _id: 1 }] } });
  });

  it("is every collection with its options, indexes and validator", async () => {
    place = await InProcess.start();
    const before = (await place.connect()).db();
    await before.createCollection("a", { validator: { n: { $gt: 0 } } });
    await before.collection("a").createIndex({ n: 1 }, { unique: true, sparse: true });
    await before.collection("gone").insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
    await before.collection("gone").drop();
    await place.stop();
    await place.startAgain();
    const after = (await place.connect()).db();
    expect((await after.listCollections().toArray()).map(({ name }) => name)).toEqual(["a"]);
    expect((await after.collection("a").indexes()).map(({ name }) => name)).toEqual(["_id_", "n_1"]);
    await after.collection("a").insertOne({ n: 1 });
    await expect(after.collection("a").insertOne({ n: 1 })).rejects.toMatchObject({ code: 11000 });
    await expect(after.collection("a").insertOne({ n: 0 })).rejects.toMatchObject({ code: 121 });
  });
});
