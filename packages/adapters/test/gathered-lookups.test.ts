import type { CommandStartedEvent, Document } from "mongodb";
import { ObjectId } from "mongodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../src/mongo/index.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";

let database: TestDatabase;
let mongo: Mongo;
let sent: string[] = [];
const [one, two] = [new ObjectId(), new ObjectId()];
beforeAll(async () => {
  database = await openTestDatabase();
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
  mongo.client.on("commandStarted", ({ commandName, command }: CommandStartedEvent) => {
    if (commandName === "aggregate") sent.push(String(command.aggregate));
  });
  await mongo.db.collection("gather_a").insertMany([
    { _id: one, words: ["x", "y"] },
    { _id: two, words: ["y"] },
  ]);
  await mongo.db.collection<{ _id: string; key: string }>("gather_b").insertOne({ _id: "b", key: "x" });
});
afterAll(async () => {
  await mongo.close();
  await database.close();
});
beforeEach(() => {
  sent = [];
});

const idsOf = (docs: readonly Document[]) => docs.map(({ _id: id }) => String(id));

test("what is asked for in one turn goes as one command, each gets its own, and lists are looked into", async () => {
  const [words, byId, key, nothing] = await Promise.all([
    mongo.lookUp({ from: "gather_a", field: "words", values: ["x", "y"] }),
    mongo.lookUp({ from: "gather_a", field: "_id", values: [two.toHexString()] }),
    mongo.lookUp({ from: "gather_b", field: "key", values: ["x"] }),
    mongo.lookUp({ from: "gather_b", field: "key", values: ["y"] }),
  ]);
  expect(idsOf(words).toSorted()).toEqual([one, two].map(String).toSorted());
  expect(idsOf(byId)).toEqual([String(two)]);
  expect(idsOf(key)).toEqual(["b"]);
  expect(nothing).toEqual([]);
  expect(sent).toEqual(["gather_a"]);
});

test("it is outside of the transaction of whoever asks", async () => {
  const undone = mongo.inTransaction(async () => {
    await mongo.db.collection("gather_a").deleteOne({ _id: one });
    expect(await mongo.lookUp({ from: "gather_a", field: "_id", values: [String(one)] })).toHaveLength(1);
    throw new Error("undone on purpose");
  });
  await expect(undone).rejects.toThrow("undone on purpose");
});
