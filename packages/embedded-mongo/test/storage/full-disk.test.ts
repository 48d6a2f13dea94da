import { randomBytes } from "node:crypto";
import { Binary } from "bson";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Doc } from "../../src/bson/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess | undefined;

afterEach(async () => {
  vi.restoreAllMocks();
  await place?.end();
  place = undefined;
});

/** Somebody else's write, which cannot be stored: the whole group that is open goes with it. */
function lose(): void {
  const { writer } = running().server.state.store;
  expect(() => writer.putRecord("x", "y", {} as never)).toThrow("refused a write");
}

function running(): InProcess {
  if (!place) throw new Error("the server is not running");
  return place;
}

async function start(): Promise<RawClient> {
  place = await InProcess.start();
  const client = await RawClient.connect(place.server.url);
  await client.run({ create: "a" });
  return client;
}

const newSession = (): Doc => ({ id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) });

describe("a write that is undone because another one of its group failed", () => {
  it("is not acknowledged, also when the command wrote on afterwards", async () => {
    const client = await start();
    const { writer } = running().server.state.store;
    const put = writer.put.bind(writer);
    let puts = 0;
    vi.spyOn(writer, "put").mockImplementation((collection, rid, body) => {
      puts += 1;
      if (puts === 3) lose();
      put(collection, rid, body);
    });
    const documents = Array.from({ length: 6 }, (_, i) => ({ _id: i }));
    expect(await client.run({ insert: "a", documents })).toMatchObject({ ok: 0, code: 8 });
    client.close();
  });

  it("is not said to be committed when the commit is asked for again", async () => {
    const client = await start();
    const within: Doc = { lsid: newSession(), txnNumber: 1n, autocommit: false };
    await client.run({ insert: "a", documents: [{ _id: 1 }], ...within, startTransaction: true });
    const { writer } = running().server.state.store;
    const putRecord = writer.putRecord.bind(writer);
    vi.spyOn(writer, "putRecord").mockImplementationOnce((kind, id, value) => {
      putRecord(kind, id, value);
      queueMicrotask(lose);
    });
    const commit = (): Promise<Doc> => client.run({ commitTransaction: 1, ...within }, "admin");
    expect(await commit()).toMatchObject({ ok: 0, code: 8 });
    expect(await commit()).toMatchObject({ ok: 0, code: 251 });
    expect(await client.run({ find: "a" })).toMatchObject({ cursor: { firstBatch: [] } });
    client.close();
  });
});

describe("a full disk", () => {
  it("is told to who writes, loses nothing acknowledged, and leaves the server at work", async () => {
    place = await InProcess.start({ store: { maxPages: 60 } });
    const a = (await place.connect()).db().collection<{ n: number; text: string }>("a");
    let kept = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await a.insertOne({ n: kept, text: "x".repeat(2000) });
        kept += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 14031 });
    expect(await a.countDocuments()).toBe(kept);
    await a.deleteMany({ n: { $lt: 20 } });
    await a.insertOne({ n: -1, text: "there is room again" });
    expect(await a.countDocuments()).toBe(kept - 19);
  });
});
