import { type MongoClient, MongoServerError } from "mongodb";
import { expect, test } from "vitest";
import { missingActions, serverProblem } from "./server-check.ts";

/** Actions of MongoDB's own roles, as far as the shop asks for them. */
const READ_WRITE = "find insert update remove createCollection createIndex listIndexes dropCollection".split(
  " ",
);
const DB_ADMIN = ["collMod", "createCollection", "createIndex", "bypassDocumentValidation", "dropCollection"];

const signedIn = (...authenticatedUserPrivileges: readonly unknown[]) => ({
  authInfo: { authenticatedUsers: [{ user: "shop", db: "admin" }], authenticatedUserPrivileges },
});
const on = (db: string, actions: readonly string[], collection = "") => ({
  resource: { db, collection },
  actions,
});

test("without access control nothing is missing", () => {
  const open = { authInfo: { authenticatedUsers: [], authenticatedUserPrivileges: [] } };
  expect(missingActions(open, "scarlet", "import")).toEqual([]);
});

test("readWrite is enough to serve, and dbAdmin beside it to prepare and to import", () => {
  const writer = signedIn(on("scarlet", READ_WRITE));
  expect(missingActions(writer, "scarlet", "serve")).toEqual([]);
  expect(missingActions(writer, "scarlet", "prepare")).toEqual(["collMod"]);
  const both = signedIn(on("scarlet", READ_WRITE), on("scarlet", DB_ADMIN));
  expect(missingActions(both, "scarlet", "prepare")).toEqual([]);
  expect(missingActions(both, "scarlet", "import")).toEqual([]);
});

test("rights elsewhere, or on one collection, do not count", () => {
  const elsewhere = signedIn(
    on("test", READ_WRITE),
    on("scarlet", READ_WRITE, "stock"),
    on("scarlet", ["find"]),
  );
  expect(missingActions(elsewhere, "scarlet", "serve")).toEqual(READ_WRITE.slice(1, -1));
});

test("rights everywhere do", () => {
  expect(missingActions(signedIn(on("", [...READ_WRITE, ...DB_ADMIN])), "scarlet", "import")).toEqual([]);
  const root = signedIn({ resource: { anyResource: true }, actions: ["anyAction"] });
  expect(missingActions(root, "scarlet", "import")).toEqual([]);
});

type Replies = {
  readonly hello: object;
  readonly version?: string;
  readonly status?: object;
  readonly strangers?: "refused";
};

function clientOf({ hello, version = "8.0.4", status, strangers }: Replies): MongoClient {
  const replies: Readonly<Record<string, object>> = {
    hello,
    buildInfo: { version },
    connectionStatus: status ?? { authInfo: { authenticatedUsers: [] } },
  };
  const command = async (asked: object) => {
    if (strangers === "refused" && "listCollections" in asked)
      throw new MongoServerError({ message: "command listCollections requires authentication", code: 13 });
    return replies[Object.keys(asked)[0] ?? ""];
  };
  return { db: () => ({ command }) } as unknown as MongoClient;
}

test.each([
  [{ hello: { msg: "isdbgrid" } }, /sharded cluster \(mongos\)/],
  [{ hello: { isWritablePrimary: true } }, /not a replica set/],
  [{ hello: { setName: "rs0" }, strangers: "refused" as const }, /name a user and a password/],
  [{ hello: { setName: "rs0" }, version: "6.0.1" }, /version 6\.0\.1; the shop needs 7/],
  [
    { hello: { setName: "rs0" }, status: signedIn(on("scarlet", ["find"])) },
    /does not let this user insert, /,
  ],
])("a server that cannot carry the shop is told in one sentence: %#", async (replies, sentence) => {
  expect(await serverProblem(clientOf(replies), "scarlet", "prepare")).toMatch(sentence);
});

test("a replica set of a version that is new enough can", async () => {
  expect(await serverProblem(clientOf({ hello: { setName: "rs0" } }), "scarlet", "import")).toBeUndefined();
});
