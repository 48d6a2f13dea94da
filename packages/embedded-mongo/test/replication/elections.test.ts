import { randomBytes } from "node:crypto";
import { Binary } from "bson";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Doc } from "../../src/bson/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess;
let own: RawClient;
const raws: RawClient[] = [];

async function connect(): Promise<RawClient> {
  const client = await RawClient.connect(place.server.url);
  raws.push(client);
  return client;
}

beforeEach(async () => {
  place = await InProcess.start({ testCommands: true });
  own = await connect();
});
afterEach(async () => {
  for (const raw of raws.splice(0)) raw.close();
  await place.end();
});

const stepDown = (seconds: number): Promise<Doc> =>
  own.run({ replSetStepDown: seconds, force: true }, "admin");
const unfreeze = (): Promise<Doc> => own.run({ replSetFreeze: 0 }, "admin");
const hello = (): Promise<Doc> => own.run({ hello: 1 }, "admin");
const insert = (id: number): Doc => ({ insert: "a", documents: [{ _id: id }] });
const within = (): Doc => ({
  lsid: { id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) },
  txnNumber: 1n,
  autocommit: false,
});
const counterOf = ({ topologyVersion }: Doc): bigint => BigInt((topologyVersion as Doc).counter as number);

describe("a member that stepped down", () => {
  it("is a secondary with a new topology version, then a primary of a later election", async () => {
    const before = await hello();
    expect(before).toMatchObject({ isWritablePrimary: true, secondary: false, setVersion: 1 });
    expect(await stepDown(60)).toMatchObject({ ok: 1 });
    const between = await hello();
    expect(between).toMatchObject({ isWritablePrimary: false, secondary: true, setName: "rs0" });
    expect([between.primary, between.electionId]).toEqual([undefined, undefined]);
    expect(await unfreeze()).toMatchObject({ ok: 1, info: "unfreezing" });
    const after = await hello();
    expect(after).toMatchObject({ isWritablePrimary: true, primary: before.primary });
    expect(String(after.electionId) > String(before.electionId)).toBe(true);
    expect([counterOf(between) > counterOf(before), counterOf(after) > counterOf(between)]).toEqual([
      true,
      true,
    ]);
    expect((after.topologyVersion as Doc).processId).toEqual((before.topologyVersion as Doc).processId);
  });

  it("is elected again by itself when its time is over", async () => {
    await stepDown(1);
    const from = performance.now();
    await expect.poll(async () => (await own.run(insert(1))).ok, { timeout: 5000 }).toBe(1);
    expect(performance.now() - from).toBeGreaterThan(800);
  });

  it("stays one while it is frozen, and does not step up", async () => {
    await stepDown(1);
    expect(await own.run({ replSetFreeze: 100 }, "admin")).toMatchObject({ ok: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(await hello()).toMatchObject({ isWritablePrimary: false });
    expect(await own.run({ replSetStepUp: 1 }, "admin")).toMatchObject({ ok: 0, code: 125 });
    await unfreeze();
    expect(await own.run({ replSetStepUp: 1 }, "admin")).toMatchObject({ ok: 1 });
  });

  it.each<[string, Doc, number, string[] | undefined]>([
    ["a write", insert(1), 10107, undefined],
    [
      "a numbered write",
      { ...insert(1), ...within(), autocommit: undefined },
      10107,
      ["RetryableWriteError"],
    ],
    [
      "a statement",
      { ...insert(1), ...within(), startTransaction: true },
      10107,
      ["TransientTransactionError"],
    ],
    [
      "a reading one",
      { find: "a", ...within(), startTransaction: true },
      10107,
      ["TransientTransactionError"],
    ],
    ["a read", { find: "a" }, 13435, undefined],
    ["a listing", { listCollections: 1 }, 13435, undefined],
    [
      "a pipeline that writes",
      { aggregate: "a", pipeline: [{ $out: "b" }], cursor: {}, $readPreference: { mode: "nearest" } },
      10107,
      undefined,
    ],
  ])("refuses %s, and says since when", async (_, { autocommit, ...command }, code, labels) => {
    await own.run(insert(7));
    await stepDown(60);
    const reply = await own.run(autocommit === undefined ? command : { ...command, autocommit });
    expect(reply).toMatchObject({ ok: 0, code });
    expect(reply.errorLabels).toEqual(labels);
    expect(reply.topologyVersion).toEqual((await hello()).topologyVersion);
  });

  it("still reads for those who may be sent to a secondary, and keeps open cursors", async () => {
    await own.run({ insert: "a", documents: [{ _id: 1 }, { _id: 2 }] });
    const { cursor } = await own.run({ find: "a", batchSize: 1 });
    await stepDown(60);
    const read = await own.run({ find: "a", $readPreference: { mode: "secondaryPreferred" } });
    expect(read).toMatchObject({ cursor: { firstBatch: [{ _id: 1 }, { _id: 2 }] } });
    expect(await own.run({ getMore: (cursor as Doc).id, collection: "a" })).toMatchObject({
      ok: 1,
      cursor: { nextBatch: [{ _id: 2 }] },
    });
  });

  it("has aborted every transaction", async () => {
    await own.run({ create: "a" });
    const transaction = within();
    await own.run({ ...insert(1), ...transaction, startTransaction: true });
    await stepDown(60);
    expect(await own.run({ commitTransaction: 1, ...transaction }, "admin")).toMatchObject({
      ok: 0,
      code: 10107,
      errorLabels: ["RetryableWriteError"],
    });
    await unfreeze();
    expect(await own.run({ commitTransaction: 1, ...transaction }, "admin")).toMatchObject({
      ok: 0,
      code: 251,
      errorLabels: ["TransientTransactionError"],
    });
    expect(await own.run({ find: "a" })).toMatchObject({ cursor: { firstBatch: [] } });
  });

  it("interrupts a write that waits for a transaction", async () => {
    await own.run(insert(1));
    const update = { update: "a", updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] };
    await own.run({ ...update, ...within(), startTransaction: true });
    const waiting = (await connect()).run(update);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await stepDown(60);
    expect(await waiting).toMatchObject({ ok: 0, code: 11602 });
    await unfreeze();
    expect(await own.run({ find: "a" })).toMatchObject({ cursor: { firstBatch: [{ _id: 1 }] } });
  });

  it("closes the connection of a write that asks for no reply", async () => {
    await stepDown(60);
    const unheard = await connect();
    await unheard.run({ ping: 1 });
    unheard.sendOnly(insert(1));
    await expect(unheard.next()).rejects.toThrow("closed");
  });

  it("does not vouch for a write whose sync ended after it", async () => {
    const { store, member } = place.server.state;
    const flushed = store.flushed.bind(store);
    vi.spyOn(store, "flushed").mockImplementationOnce(async () => {
      member.stepDown(60);
      await flushed();
    });
    expect(await own.run(insert(1))).toMatchObject({ ok: 1, n: 1, writeConcernError: { code: 189 } });
  });
});

describe("the commands about elections", () => {
  it("are refused without the option for tests", async () => {
    const plain = await InProcess.start();
    const raw = await RawClient.connect(plain.server.url);
    for (const name of ["replSetStepDown", "replSetFreeze", "replSetStepUp"])
      expect(await raw.run({ [name]: 1 }, "admin")).toMatchObject({ ok: 0, code: 59 });
    raw.close();
    await plain.end();
  });

  it.each([
    [{ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 0 }, 262],
    [{ replSetStepDown: -1, force: true }, 2],
    [{ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 6 }, 2],
    [{ replSetStepDown: 9 }, 2],
    [{ replSetFreeze: 5 }, 95],
    [{ replSetFreeze: 0 }, 95],
  ])("refuse %j on a primary", async (command, code) => {
    expect(await own.run(command, "admin")).toMatchObject({ ok: 0, code });
    expect(await hello()).toMatchObject({ isWritablePrimary: true });
  });

  it("refuse a second step down", async () => {
    await stepDown(60);
    expect(await stepDown(60)).toMatchObject({ ok: 0, code: 10107 });
  });
});
