import { ObjectId } from "bson";
import { MongoClient, type ServerDescriptionChangedEvent } from "mongodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Doc } from "../../src/bson/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess;
let own: RawClient;
const raws: RawClient[] = [];
const clients: MongoClient[] = [];

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
  for (const client of clients.splice(0)) await client.close();
  await place.end();
});

const stepDown = (seconds: number): Promise<Doc> =>
  own.run({ replSetStepDown: seconds, force: true }, "admin");
const unfreeze = (): Promise<Doc> => own.run({ replSetFreeze: 0 }, "admin");
const hello = (): Promise<Doc> => own.run({ hello: 1 }, "admin");

describe("a hello that awaits a change", () => {
  it("is answered at once where the client knows another state", async () => {
    const known = { processId: new ObjectId(), counter: 3n };
    expect(
      await own.run({ hello: 1, topologyVersion: known, maxAwaitTimeMS: 60_000 }, "admin"),
    ).toMatchObject({ ok: 1 });
  });

  it("is answered after its time, or when something changes", async () => {
    const { topologyVersion } = await hello();
    const from = performance.now();
    await own.run({ hello: 1, topologyVersion, maxAwaitTimeMS: 150 }, "admin");
    expect(performance.now() - from).toBeGreaterThan(140);
    const awaiting = (await connect()).run({ hello: 1, topologyVersion, maxAwaitTimeMS: 60_000 }, "admin");
    await stepDown(60);
    expect(await awaiting).toMatchObject({ isWritablePrimary: false, secondary: true });
  });

  it.each<[string, Doc, number]>([
    ["a time only", { maxAwaitTimeMS: 5 }, 31368],
    ["a state only", { topologyVersion: { processId: new ObjectId(), counter: 0n } }, 31368],
    [
      "a negative counter",
      { topologyVersion: { processId: new ObjectId(), counter: -1n }, maxAwaitTimeMS: 5 },
      31372,
    ],
    [
      "a negative time",
      { topologyVersion: { processId: new ObjectId(), counter: 1n }, maxAwaitTimeMS: -5 },
      31373,
    ],
    ["a state that is none", { topologyVersion: 5, maxAwaitTimeMS: 5 }, 14],
  ])("is refused with %s", async (_, fields, code) => {
    expect(await own.run({ hello: 1, ...fields }, "admin")).toMatchObject({ ok: 0, code });
  });

  it("is refused to a client that knows what did not happen yet", async () => {
    const { processId } = (await hello()).topologyVersion as Doc;
    const command = { hello: 1, topologyVersion: { processId, counter: 99n }, maxAwaitTimeMS: 5 };
    expect(await own.run(command, "admin")).toMatchObject({ ok: 0, code: 31382 });
  });

  it("streams to who allows it, and is ended by an error", async () => {
    const { topologyVersion } = await hello();
    const streaming = await connect();
    streaming.stream({ hello: 1, topologyVersion, maxAwaitTimeMS: 100 });
    expect(await streaming.next()).toMatchObject({ moreToCome: true, reply: { isWritablePrimary: true } });
    await stepDown(60);
    expect((await streaming.next()).reply).toMatchObject({ secondary: true });
    const data = { failCommands: ["hello"], errorCode: 91 };
    await own.run({ configureFailPoint: "failCommand", mode: "alwaysOn", data }, "admin");
    let last = await streaming.next();
    if (last.moreToCome) last = await streaming.next();
    expect(last).toMatchObject({ moreToCome: false, reply: { ok: 0, code: 91 } });
  });

  it("does not hold up the server's end", async () => {
    const { topologyVersion } = await hello();
    const streaming = await connect();
    streaming.stream({ hello: 1, topologyVersion, maxAwaitTimeMS: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const from = performance.now();
    await place.stop();
    expect(performance.now() - from).toBeLessThan(1000);
    expect(await streaming.next()).toMatchObject({ moreToCome: false, reply: { ok: 0, code: 91 } });
  });
});

/** The official driver with its monitor, as the shop uses it. */
async function driver(): Promise<MongoClient> {
  const client = new MongoClient(`${place.server.url}/test?replicaSet=rs0`, {
    heartbeatFrequencyMS: 60_000,
    serverSelectionTimeoutMS: 10_000,
  });
  clients.push(client);
  return client;
}

describe("the driver's monitor", () => {
  it("streams, and so hears of a step down and of an election at once", async () => {
    const client = await driver();
    const types: string[] = [];
    client.on("serverDescriptionChanged", ({ newDescription }: ServerDescriptionChangedEvent) =>
      types.push(newDescription.type),
    );
    const awaited: boolean[] = [];
    client.on("serverHeartbeatStarted", (event) => awaited.push(event.awaited));
    await client.connect();
    await expect.poll(() => awaited.includes(true)).toBe(true);
    await stepDown(60);
    await expect.poll(() => types.at(-1)).toBe("RSSecondary");
    await unfreeze();
    await expect.poll(() => types.at(-1)).toBe("RSPrimary");
  });

  it("carries a write and a transaction over an election", async () => {
    const client = await driver();
    const a = client.db().collection<{ _id: number; n: number }>("a");
    await a.insertOne({ _id: 1, n: 0 });
    await stepDown(1);
    await a.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    let tries = 0;
    await client.withSession((session) =>
      session.withTransaction(async () => {
        tries += 1;
        await a.updateOne({ _id: 1 }, { $inc: { n: 10 } }, { session });
        if (tries === 1) await stepDown(1);
      }),
    );
    expect(tries).toBe(2);
    expect(await a.findOne({ _id: 1 })).toEqual({ _id: 1, n: 11 });
  });

  it("accepts the primary of a later run", async () => {
    const client = await driver();
    const a = client.db().collection<{ _id: number }>("a");
    await a.insertOne({ _id: 1 });
    await stepDown(1);
    await a.insertOne({ _id: 2 });
    const { port } = new URL(place.server.url);
    own.close();
    await place.stop();
    await place.startAgain({ port: Number(port) });
    // The connections of the earlier run end one by one, and each may cost the driver its one retry.
    const added = (): Promise<boolean> =>
      a.updateOne({ _id: 3 }, { $set: {} }, { upsert: true }).then(
        () => true,
        () => false,
      );
    await expect.poll(added, { timeout: 5000 }).toBe(true);
    expect(await a.countDocuments()).toBe(3);
  });
});
