import type { Db, Document, MongoClient } from "mongodb";
import { afterEach, describe, expect, it } from "vitest";
import { InProcess } from "../harness/in-process.ts";

let place: InProcess | undefined;

afterEach(async () => {
  await place?.end();
  place = undefined;
});

/** A client of a server whose one user has these roles, on data that another user has left. */
async function signedIn(roles: string): Promise<MongoClient> {
  place = await InProcess.start();
  const before = await place.connect();
  await before.db("shop").createCollection("a", { validator: { n: { $type: "number" } } });
  await before.db("shop").collection("a").insertOne({ n: 1 });
  await before.db("other").collection("a").insertOne({ n: 1 });
  await place.stop();
  await place.startAgain({ signIn: { user: "me", password: "secret", roles }, testCommands: true });
  return await place.connect({ auth: { username: "me", password: "secret" }, authSource: "admin" });
}

async function codesOf(db: Db, commands: readonly Document[]): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (const command of commands)
    codes.push(
      await db.command(command).then(
        () => 0,
        (error: { code?: number }) => error.code,
      ),
    );
  return codes;
}

const change = { q: { n: 5 }, u: { $set: { n: 6 } } };
const pipeline = (...stages: Document[]): Document => ({ aggregate: "a", pipeline: stages, cursor: {} });

describe("a user with the role readWrite of one database", () => {
  it("reads and writes there, makes collections and indexes, and sees no other", async () => {
    const client = await signedIn("readWrite@shop");
    const allowed = [
      { find: "a" },
      { count: "a" },
      { insert: "a", documents: [{ n: 5 }] },
      { update: "a", updates: [{ ...change, upsert: true }] },
      { findAndModify: "a", query: { n: 6 }, remove: true },
      { delete: "a", deletes: [{ q: { n: 5 }, limit: 0 }] },
      { create: "b" },
      { createIndexes: "a", indexes: [{ key: { n: 1 }, name: "n_1" }] },
      { listIndexes: "a" },
      { listCollections: 1 },
      pipeline({ $lookup: { from: "b", localField: "n", foreignField: "n", as: "b" } }),
      pipeline({ $merge: { into: "b" } }),
      pipeline({ $changeStream: {} }),
      { dropIndexes: "a", index: "n_1" },
      { drop: "b" },
    ];
    expect(await codesOf(client.db("shop"), allowed)).toEqual(allowed.map(() => 0));
    const { databases } = await client.db("admin").admin().listDatabases();
    expect(databases.map(({ name }) => name)).toEqual(["shop"]);
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await client.db("shop").collection("a").insertOne({ n: 9 }, { session });
      }),
    );
  });

  it("is refused what takes dbAdmin, other databases and the server", async () => {
    const client = await signedIn("readWrite@shop");
    const bypassed = { bypassDocumentValidation: true };
    const refused = [
      { collMod: "a", validator: {} },
      { insert: "a", documents: [{ n: "x" }], ...bypassed },
      { update: "a", updates: [change], ...bypassed },
      { findAndModify: "a", query: {}, update: { $set: { n: "x" } }, ...bypassed },
      { ...pipeline({ $out: "b" }), ...bypassed },
      { dropDatabase: 1 },
      { validate: "a" },
      pipeline({ $out: { db: "other", coll: "b" } }),
      pipeline({ $facet: { x: [{ $lookup: { from: { db: "other", coll: "a" }, as: "x", pipeline: [] } }] } }),
      pipeline({ $unionWith: { coll: "b", pipeline: [{ $out: { db: "other", coll: "b" } }] } }),
    ];
    expect(await codesOf(client.db("shop"), refused)).toEqual(refused.map(() => 13));
    expect(await codesOf(client.db("other"), [{ find: "a" }, { drop: "a" }])).toEqual([13, 13]);
    const onServer = [
      { renameCollection: "shop.a", to: "other.b" },
      { getParameter: 1, transactionLifetimeLimitSeconds: 1 },
      { setParameter: 1, transactionLifetimeLimitSeconds: 9 },
      { serverStatus: 1 },
      { configureFailPoint: "failCommand", mode: "off" },
      { replSetStepDown: 1, force: true },
      { killAllSessions: [] },
    ];
    expect(await codesOf(client.db("admin"), onServer)).toEqual(onServer.map(() => 13));
    expect(
      await client
        .db("shop")
        .collection("a")
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ n: 1 }]);
  });

  it("is told what it may do", async () => {
    const client = await signedIn("readWrite@shop,dbAdmin@shop");
    const { authInfo } = await client.db("admin").command({ connectionStatus: 1, showPrivileges: true });
    expect(authInfo).toMatchObject({
      authenticatedUsers: [{ user: "me", db: "admin" }],
      authenticatedUserRoles: [
        { role: "readWrite", db: "shop" },
        { role: "dbAdmin", db: "shop" },
      ],
    });
    expect(authInfo.authenticatedUserPrivileges[1].actions).toContain("collMod");
    expect(await codesOf(client.db("shop"), [{ collMod: "a", validator: {} }])).toEqual([0]);
  });
});

describe("a user with the role read", () => {
  it("changes nothing", async () => {
    const client = await signedIn("read@shop");
    const commands = [
      { find: "a" },
      { insert: "a", documents: [{ n: 1 }] },
      { createIndexes: "a", indexes: [{ key: { n: 1 }, name: "n_1" }] },
      pipeline({ $out: "b" }),
      pipeline({ $merge: { into: "b" } }),
    ];
    expect(await codesOf(client.db("shop"), commands)).toEqual([0, 13, 13, 13, 13]);
  });
});
