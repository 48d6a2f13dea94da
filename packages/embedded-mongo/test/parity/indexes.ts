import { expect, test } from "vitest";
import { expectCode, refusal, type Use } from "./context.ts";

function uniqueness(use: Use): void {
  test("a unique index refuses a second one and says which", async () => {
    const items = await use().items({ _id: 1, sku: "a" }, { _id: 2, sku: "b" });
    await items.createIndex({ sku: 1 }, { unique: true });
    const error = await refusal(items.insertOne({ sku: "a" }));
    expect(error.code).toBe(11000);
    expect(error.errorResponse).toMatchObject({ keyPattern: { sku: 1 }, keyValue: { sku: "a" } });
    await expectCode(items.updateOne({ _id: 2 }, { $set: { sku: "a" } }), 11000);
    await items.updateOne({ _id: 2 }, { $set: { sku: "c" } });
    await items.insertOne({ sku: "b" });
    await items.deleteOne({ sku: "a" });
    await items.insertOne({ sku: "a" });
    expect(await items.countDocuments()).toBe(3);
  });

  test("missing counts as null unless the index is sparse or partial", async () => {
    const items = await use().items({ _id: 1 });
    await items.createIndex({ plain: 1 }, { unique: true });
    await expectCode(items.insertOne({ _id: 2 }), 11000);
    await items.dropIndex("plain_1");
    await items.createIndex({ email: 1 }, { unique: true, sparse: true });
    await items.createIndex({ code: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await items.insertMany([
      { _id: 2, code: "x", active: true },
      { _id: 3, code: "x", active: false },
    ]);
    await expectCode(items.insertOne({ _id: 4, code: "x", active: true }), 11000);
    await expectCode(items.updateOne({ _id: 3 }, { $set: { active: true } }), 11000);
    expect(await items.find({ email: null }).toArray()).toHaveLength(3);
    expect(await items.find({ code: "x" }).toArray()).toHaveLength(2);
  });

  test("compound and multikey unique indexes", async () => {
    const items = await use().items();
    await items.createIndex({ sku: 1, version: 1 }, { unique: true });
    await items.createIndex({ tags: 1 }, { unique: true, sparse: true });
    await items.insertMany([
      { sku: "a", version: 1, tags: ["x", "y", "x"] },
      { sku: "a", version: 2 },
    ]);
    await expectCode(items.insertOne({ sku: "a", version: 2 }), 11000);
    await expectCode(items.insertOne({ sku: "b", version: 1, tags: ["z", "y"] }), 11000);
    expect(await items.countDocuments()).toBe(2);
    await expectCode(
      items.createIndex({ tags: 1, other: 1 }).then(() => items.insertOne({ tags: ["q"], other: [1] })),
      171,
    );
  });

  test("an index that the documents break is not built", async () => {
    const items = await use().items({ a: 1 }, { a: 1 });
    await expectCode(items.createIndex({ a: 1 }, { unique: true }), 11000);
    expect(await items.indexes()).toHaveLength(1);
  });
}

function catalog(use: Use): void {
  test("indexes are listed, made twice without harm, and dropped", async () => {
    const items = await use().items({ a: 1 });
    expect(await items.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1");
    expect(await items.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1");
    expect(await items.createIndexes([{ key: { c: 1 }, name: "mine", expireAfterSeconds: 3600 }])).toEqual([
      "mine",
    ]);
    const listed = await items.indexes();
    expect(listed.map(({ name, key }) => [name, key])).toEqual([
      ["_id_", { _id: 1 }],
      ["a_1_b_-1", { a: 1, b: -1 }],
      ["mine", { c: 1 }],
    ]);
    expect(listed[2]).toMatchObject({ v: 2, expireAfterSeconds: 3600 });
    await expectCode(items.createIndex({ c: 1 }, { name: "other" }), 85);
    await expectCode(items.createIndex({ d: 1 }, { name: "mine" }), 86);
    await expectCode(items.createIndex({ d: "sideways" as "text" }), 67);
    await items.dropIndex("mine");
    await expectCode(items.dropIndex("mine"), 27);
    await expectCode(items.dropIndex("_id_"), 72);
    await items.dropIndexes();
    expect(await items.indexes()).toHaveLength(1);
  });

  test("a query by an index says so when asked", async () => {
    const items = await use().items(...Array.from({ length: 50 }, (_, i) => ({ a: i, b: i % 5 })));
    await items.createIndex({ b: 1, a: 1 });
    const explained = JSON.stringify(await items.find({ b: 3, a: { $gt: 10 } }).explain("queryPlanner"));
    expect(explained).toContain("IXSCAN");
    expect(explained).toContain("b_1_a_1");
    expect(JSON.stringify(await items.find({ c: 1 }).explain("queryPlanner"))).toContain("COLLSCAN");
    const hinted = items.find({ a: { $gt: 45 } }).hint({ b: 1, a: 1 });
    expect(await hinted.toArray()).toHaveLength(4);
    await expectCode(items.find({}).hint("nope").toArray(), 2);
  });
}

function collections(use: Use): void {
  test("collections are made, listed, renamed and dropped", async () => {
    const { db } = use();
    await db.createCollection("made");
    await expectCode(db.createCollection("made", { capped: true, size: 4096 }), 48);
    const names = async (): Promise<readonly string[]> =>
      (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    expect(await names()).toContain("made");
    await db.collection("made").insertOne({ a: 1 });
    await db.renameCollection("made", "moved");
    expect(await names()).not.toContain("made");
    expect(await db.collection("moved").countDocuments()).toBe(1);
    await expectCode(db.renameCollection("nothing", "x"), 26);
    await db.dropCollection("moved");
    expect(await names()).not.toContain("moved");
    const [info] = await db.listCollections({ name: "none" }).toArray();
    expect(info).toBeUndefined();
  });

  test("a validator guards inserts and updates, and says what is wrong", async () => {
    const { db } = use();
    const properties = { qty: { bsonType: "int", minimum: 0 }, name: { bsonType: "string" } };
    const validator = { $jsonSchema: { bsonType: "object", required: ["qty"], properties } };
    const stock = await db.createCollection("guarded", { validator });
    await stock.insertOne({ qty: 1, name: "x" });
    const error = await refusal(stock.insertOne({ qty: -1 }));
    expect(error.code).toBe(121);
    expect(error.errorResponse.errInfo?.details?.operatorName).toBe("$jsonSchema");
    await expectCode(stock.insertOne({ name: "x" }), 121);
    await expectCode(stock.insertOne({ qty: 1.5 }), 121);
    await expectCode(stock.updateOne({}, { $inc: { qty: -2 } }), 121);
    await stock.insertOne({ qty: -1 }, { bypassDocumentValidation: true });
    await db.command({ collMod: "guarded", validator: { qty: { $lt: 10 } }, validationLevel: "strict" });
    await stock.insertOne({ qty: -5 });
    await expectCode(stock.insertOne({ qty: 10 }), 121);
    const [info] = await db.listCollections({ name: "guarded" }).toArray();
    expect(info).toMatchObject({ type: "collection", options: { validator: { qty: { $lt: 10 } } } });
  });

  test("a dropped database is gone", async () => {
    const other = use().client.db(`${use().db.databaseName}_other`);
    await other.collection("a").insertOne({ x: 1 });
    const { databases } = await use().client.db("admin").admin().listDatabases({ nameOnly: true });
    expect(databases.map(({ name }) => name)).toContain(other.databaseName);
    await other.dropDatabase();
    expect(await other.listCollections().toArray()).toEqual([]);
    expect(await other.collection("a").findOne()).toBeNull();
  });
}

/** Indexes, collections and validators. */
export function catalogSuite(use: Use): void {
  uniqueness(use);
  catalog(use);
  collections(use);
}
