import type { Db, Document, MongoClient } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess;
let client: MongoClient;
let db: Db;

beforeAll(async () => {
  place = await InProcess.start({ testCommands: true });
  client = await place.connect();
  db = client.db();
});
afterAll(async () => {
  await place.end();
});
beforeEach(async () => {
  await db.dropDatabase();
});

describe("faults on purpose", () => {
  it("close a connection before a command's work or after it", async () => {
    await db.createCollection("a");
    const strike = async (fault: Document, id: number): Promise<unknown> => {
      const data = { failCommands: ["insert"], ...fault };
      await client.db("admin").command({ configureFailPoint: "failCommand", mode: { times: 1 }, data });
      const raw = await RawClient.connect(place.server.url);
      return await raw.run({ insert: "a", documents: [{ _id: id }] });
    };
    await expect(strike({ closeConnection: true }, 1)).rejects.toThrow("closed");
    await expect(strike({ closeConnectionAfter: true }, 2)).rejects.toThrow("closed");
    expect(await db.collection("a").find().toArray()).toEqual([{ _id: 2 }]);
  });

  it("let a driver try again, with one effect", async () => {
    await client
      .db("admin")
      .command({ configureFailPoint: "onPrimaryTransactionalWrite", mode: { times: 1 }, data: {} });
    await db.collection<{ _id: number }>("a").insertOne({ _id: 1 });
    expect(await db.collection("a").countDocuments()).toBe(1);
  });
});
