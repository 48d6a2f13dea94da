import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Binary } from "bson";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Doc } from "../../src/bson/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess;
let own: RawClient;
let other: RawClient;

beforeEach(async () => {
  place = await InProcess.start();
  own = await RawClient.connect(place.server.url);
  other = await RawClient.connect(place.server.url);
  await other.run({ insert: "a", documents: [{ _id: 1, n: 0 }] });
});
afterEach(async () => {
  vi.useRealTimers();
  own.close();
  other.close();
  await place.end();
});

const within: Doc = {
  lsid: { id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) },
  txnNumber: 1n,
  autocommit: false,
};
const increment: Doc = { update: "a", updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] };
const begin = (client: RawClient): Promise<Doc> =>
  client.run({ ...increment, ...within, startTransaction: true });
const commit = (client: RawClient): Promise<Doc> => client.run({ commitTransaction: 1, ...within }, "admin");
const present = async (): Promise<unknown> => (await other.run({ find: "a" })).cursor;

/** Ends the connection and lets time pass, after the server has noticed. */
async function leave(client: RawClient, ms: number): Promise<void> {
  const before = place.openConnections();
  client.close();
  await expect.poll(() => place.openConnections()).toBe(before - 1);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

describe("a transaction whose connections are all gone", () => {
  it("is in nobody's way after a second, and is told to be over if its client comes back", async () => {
    await begin(own);
    await leave(own, 1100);
    expect(await other.run({ ...increment, maxTimeMS: 500 })).toMatchObject({ ok: 1, n: 1 });
    expect(await commit(other)).toMatchObject({
      ok: 0,
      code: 251,
      errorLabels: ["TransientTransactionError"],
    });
    expect(await present()).toMatchObject({ firstBatch: [{ _id: 1, n: 1 }] });
  });

  it("gives way to another transaction as well", async () => {
    await begin(own);
    await leave(own, 1100);
    const lsid = { id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) };
    const rival = { ...increment, ...within, lsid, startTransaction: true };
    expect(await other.run(rival)).toMatchObject({ ok: 1, n: 1 });
  });

  it("is kept while its driver may still reconnect", async () => {
    await begin(own);
    await leave(own, 900);
    expect(await other.run({ ...increment, maxTimeMS: 50 })).toMatchObject({ ok: 0, code: 50 });
    expect(await commit(other)).toMatchObject({ ok: 1 });
    expect(await present()).toMatchObject({ firstBatch: [{ _id: 1, n: 1 }] });
  });

  it("is kept when nobody wants what it holds", async () => {
    await begin(own);
    await leave(own, 5000);
    expect(await commit(other)).toMatchObject({ ok: 1 });
  });

  it("is kept while one of several connections that it used is open", async () => {
    await begin(own);
    await other.run({ find: "a", ...within });
    await leave(own, 5000);
    expect(await other.run({ ...increment, maxTimeMS: 50 })).toMatchObject({ ok: 0, code: 50 });
    expect(await commit(other)).toMatchObject({ ok: 1 });
  });
});

const CLIENT = `
const { MongoClient } = await import("mongodb");
const client = await new MongoClient(process.argv[1], { directConnection: true }).connect();
const session = client.startSession();
session.startTransaction();
await client.db("test").collection("a").updateOne({ _id: 1 }, { $inc: { n: 100 } }, { session });
console.log("held");
`;

describe("a server that is strict", () => {
  beforeEach(async () => {
    await place.stop();
    await place.startAgain({ strict: true });
    own = await RawClient.connect(place.server.url);
    other = await RawClient.connect(place.server.url);
  });
  const sweepAt = (ms: number): void => place.server.state.sessions.sweepTransactions(Date.now() + ms);

  it("keeps what a deserted transaction holds until its limit and the reaper's next round", async () => {
    sweepAt(0);
    await begin(own);
    await leave(own, 4000);
    expect(await other.run({ ...increment, maxTimeMS: 50 })).toMatchObject({ ok: 0, code: 50 });
    const waiting = other.run({ ...increment, maxTimeMS: 5000 });
    sweepAt(4000);
    expect(await waiting).toMatchObject({ ok: 1, n: 1 });
  });

  it("waits for an idle transaction to change a collection", async () => {
    await begin(own);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await other.run({ drop: "a", maxTimeMS: 100 })).toMatchObject({ ok: 0, code: 50 });
    expect(await commit(own)).toMatchObject({ ok: 1 });
  });

  it("lets no further transaction at a collection whose change waits, and lets in those that had it", async () => {
    await begin(own);
    const changing = other.run({ collMod: "a", validator: {} });
    const third = await RawClient.connect(place.server.url);
    const late = { ...within, lsid: { id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) } };
    await expect.poll(() => place.server.state.locks.isStructureAwaited("test.a")).toBe(true);
    expect(await third.run({ find: "a", ...late, startTransaction: true })).toMatchObject({
      ok: 0,
      code: 24,
      errorLabels: ["TransientTransactionError"],
    });
    expect(await own.run({ find: "a", ...within })).toMatchObject({ ok: 1 });
    expect(await commit(own)).toMatchObject({ ok: 1 });
    expect(await changing).toMatchObject({ ok: 1 });
    expect(await third.run({ find: "a", ...late, txnNumber: 2n, startTransaction: true })).toMatchObject({
      ok: 1,
    });
    third.close();
  });

  it("has one limit for transactions that write and those that only read, which the reaper rounds up", async () => {
    const read = { find: "a", ...within };
    await own.run({ ...read, startTransaction: true });
    sweepAt(2600);
    sweepAt(5090);
    expect(await own.run(read)).toMatchObject({ ok: 1 });
    sweepAt(5200);
    expect(await own.run(read)).toMatchObject({ ok: 0, code: 251 });
  });
});

describe("a transaction that only reads", () => {
  it("ends at the limit like one that writes", async () => {
    const read = { find: "a", ...within };
    const { sessions } = place.server.state;
    const begun = Date.now();
    await own.run({ ...read, startTransaction: true });
    sessions.sweepTransactions(begun + 4_900);
    expect(await own.run(read)).toMatchObject({ ok: 1 });
    sessions.sweepTransactions(Date.now() + 5_100);
    expect(await own.run(read)).toMatchObject({ ok: 0, code: 251 });
  });
});

describe("a client killed in the middle of a transaction", () => {
  it("holds up nobody for longer than about a second", async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", CLIENT, place.server.url], {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: import.meta.dirname,
    });
    await once(child.stdout, "data");
    expect(await other.run({ ...increment, maxTimeMS: 50 })).toMatchObject({ ok: 0, code: 50 });
    child.kill("SIGKILL");
    await once(child, "exit");
    const from = performance.now();
    expect(await other.run(increment)).toMatchObject({ ok: 1, n: 1 });
    expect(performance.now() - from).toBeLessThan(2000);
    expect(await present()).toMatchObject({ firstBatch: [{ _id: 1, n: 1 }] });
  });
});
