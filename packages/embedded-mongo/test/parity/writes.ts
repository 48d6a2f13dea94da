import { Decimal128, type Document, Double, Int32, Long, ObjectId } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, refusal, type Use } from "./context.ts";

const RAW = { promoteValues: false, promoteLongs: false } as const;

function inserting(use: Use): void {
  test("insert gives an ObjectId where none is and keeps every type", async () => {
    const items = await use().items();
    const doc = {
      int: new Int32(1),
      long: Long.fromString("9007199254740993"),
      double: new Double(1),
      decimal: Decimal128.fromString("1.10"),
      date: new Date(5),
      nothing: null,
      nested: { list: [new Double(2), { deep: true }] },
    };
    const { insertedId } = await items.insertOne({ ...doc });
    expect(insertedId).toBeInstanceOf(ObjectId);
    expect(await items.findOne({}, RAW)).toEqual({ _id: insertedId, ...doc });
  });

  test("an ordered insert stops at the first duplicate, an unordered one goes on", async () => {
    const items = await use().items({ _id: 2 });
    const ordered = await refusal(items.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]));
    expect(ordered.code).toBe(11000);
    expect(ordered.errorResponse.keyPattern ?? ordered.writeErrors?.[0]?.err?.errmsg).toBeDefined();
    expect(await items.countDocuments()).toBe(2);
    await expectCode(
      items.insertMany([{ _id: 2 }, { _id: 4 }, { _id: 2 }, { _id: 5 }], { ordered: false }),
      11000,
    );
    expect((await items.find().sort({ _id: 1 }).toArray()).map(({ _id: id }) => id)).toEqual([1, 2, 4, 5]);
  });

  test("an _id may not be an array, and 1 and 1.0 are one _id", async () => {
    const items = await use().items({ _id: 1 });
    await expectCode(items.insertOne({ _id: [1] }), 53);
    await expectCode(items.insertOne({ _id: new Double(1) }), 11000);
  });
}

function updating(use: Use): void {
  test("counts tell matched from modified", async () => {
    const items = await use().items({ _id: 1, a: 1 }, { _id: 2, a: 1 });
    expect(await items.updateMany({ a: 1 }, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 0,
    });
    expect(await items.updateMany({ a: 1 }, { $inc: { a: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 2,
    });
    expect(await items.updateOne({ a: 2 }, { $inc: { a: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await items.updateOne({ a: 99 }, { $inc: { a: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
    expect(await items.replaceOne({ _id: 1 }, { b: 1 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await items.findOne({ _id: 1 })).toEqual({ _id: 1, b: 1 });
  });

  test("a guard in the filter lets one of many take the last unit", async () => {
    const items = await use().items({ _id: "sku", onHand: 3, reserved: 0 });
    const guarded = { _id: "sku", $expr: { $gte: [{ $subtract: ["$onHand", "$reserved"] }, 1] } };
    const takes = Array.from({ length: 12 }, () => items.updateOne(guarded, { $inc: { reserved: 1 } }));
    const taken = (await Promise.all(takes)).filter(({ modifiedCount }) => modifiedCount === 1);
    expect(taken).toHaveLength(3);
    expect(await items.findOne()).toEqual({ _id: "sku", onHand: 3, reserved: 3 });
  });

  test("operators on numbers keep the stored type", async () => {
    const items = await use().items({
      _id: 1,
      i: 1,
      l: Long.fromInt(1),
      d: new Double(1),
      m: Decimal128.fromString("1.5"),
    });
    await items.updateOne({}, { $inc: { i: 1, l: 1, d: 1, m: 1 }, $mul: { fresh: 3 } });
    expect(await items.findOne({}, RAW)).toEqual({
      _id: new Int32(1),
      i: new Int32(2),
      l: Long.fromInt(2),
      d: new Double(2),
      m: Decimal128.fromString("2.5"),
      fresh: new Int32(0),
    });
  });

  test("operators on arrays", async () => {
    const items = await use().items({
      _id: 1,
      l: [3, 1],
      s: [
        { k: 1, n: 1 },
        { k: 2, n: 2 },
      ],
    });
    const change = (update: Document): Promise<unknown> => items.updateOne({}, update);
    await change({ $push: { l: { $each: [2, 9], $sort: 1, $slice: 3 } } });
    await items.updateOne({ "s.k": 2 }, { $inc: { "s.$.n": 5 } });
    await items.updateOne({}, { $set: { "s.$[one].n": 0 } }, { arrayFilters: [{ "one.k": 1 }] });
    await change({ $addToSet: { l: { $each: [3, 4] } } });
    expect(await items.findOne()).toEqual({
      _id: 1,
      l: [1, 2, 3, 4],
      s: [
        { k: 1, n: 0 },
        { k: 2, n: 7 },
      ],
    });
    await change({ $pull: { l: { $gte: 3 }, s: { n: 7 } } });
    await change({ $pop: { l: -1 } });
    expect(await items.findOne()).toEqual({ _id: 1, l: [2], s: [{ k: 1, n: 0 }] });
    await change({ $pullAll: { l: [2] }, $unset: { s: "" }, $rename: { none: "list" } });
    expect(await items.findOne()).toEqual({ _id: 1, l: [] });
  });

  test("a pipeline computes the new document from the old one", async () => {
    const items = await use().items({ _id: 1, price: 5, qty: 3 });
    const total = { $multiply: ["$price", "$qty"] };
    await items.updateOne({}, [{ $set: { total } }, { $unset: "qty" }]);
    expect(await items.findOne()).toEqual({ _id: 1, price: 5, total: 15 });
  });

  test("malformed and conflicting updates are refused", async () => {
    const items = await use().items({ _id: 1, a: 5, s: "x", l: [1] });
    await expectCode(items.updateOne({}, { $set: { _id: 2 } }), 66);
    await expectCode(items.updateOne({}, { $set: { a: 1 }, $inc: { a: 1 } }), 40);
    await expectCode(items.updateOne({}, { $set: { "a.b": 1 } }), 28);
    await expectCode(items.updateOne({}, { $inc: { s: 1 } }), 14);
    const push: Document = { $push: { a: 1 } };
    await expectCode(items.updateOne({}, push), 2);
    await expectCode(items.updateOne({}, { $nope: { a: 1 } }), 9);
    await expectCode(items.updateOne({ a: 5 }, { $set: { "l.$": 1 } }), 2);
    await expectCode(items.updateOne({}, { $set: { "l.$[x]": 1 } }), 2);
    await expectCode(items.updateOne({ _id: 1 }, [{ $match: {} }]), 72);
    expect(await items.findOne()).toEqual({ _id: 1, a: 5, s: "x", l: [1] });
  });
}

function upserting(use: Use): void {
  test("an upsert starts from what the filter says", async () => {
    const items = await use().items();
    const update = { $set: { n: 1 }, $setOnInsert: { born: true } };
    const first = await items.updateOne({ _id: "a", "k.x": 2, q: { $gt: 1 } }, update, { upsert: true });
    expect(first).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: "a" });
    const again = { $set: { n: 2 }, $setOnInsert: { born: false } };
    const second = await items.updateOne({ _id: "a" }, again, { upsert: true });
    expect(second).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
    expect(await items.findOne()).toEqual({ _id: "a", k: { x: 2 }, n: 2, born: true });
    const replaced = await items.replaceOne({ other: 1 }, { b: 1 }, { upsert: true });
    expect(await items.findOne({ b: 1 })).toEqual({ _id: replaced.upsertedId, b: 1 });
  });

  test("parallel upserts of one unique key make one document", async () => {
    const items = await use().items();
    await items.createIndex({ key: 1 }, { unique: true });
    const upserts = Array.from({ length: 8 }, () =>
      items.updateOne({ key: 1 }, { $inc: { n: 1 } }, { upsert: true }),
    );
    await Promise.all(upserts);
    expect(await items.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ key: 1, n: 8 }]);
  });
}

function findingAndModifying(use: Use): void {
  test("findAndModify gives the document before or after, by sort and projection", async () => {
    const items = await use().items({ _id: 1, n: 1 }, { _id: 2, n: 5 });
    expect(await items.findOneAndUpdate({}, { $inc: { n: 1 } }, { sort: { n: -1 } })).toEqual({
      _id: 2,
      n: 5,
    });
    const after = { sort: { n: 1 }, returnDocument: "after", projection: { _id: 0 } } as const;
    expect(await items.findOneAndUpdate({}, { $inc: { n: 1 } }, after)).toEqual({ n: 2 });
    expect(await items.findOneAndUpdate({ n: 99 }, { $inc: { n: 1 } })).toBeNull();
    expect(await items.findOneAndReplace({ _id: 2 }, { r: 1 }, { returnDocument: "after" })).toEqual({
      _id: 2,
      r: 1,
    });
    expect(await items.findOneAndDelete({ _id: 2 })).toEqual({ _id: 2, r: 1 });
    const made = await items.findOneAndUpdate(
      { _id: 3 },
      { $set: { n: 1 } },
      { upsert: true, returnDocument: "after" },
    );
    expect(made).toEqual({ _id: 3, n: 1 });
  });
}

function deletingAndBulk(use: Use): void {
  test("deletes one, many or all", async () => {
    const items = await use().items({ _id: 1, a: 1 }, { _id: 2, a: 1 }, { _id: 3, a: 2 });
    expect((await items.deleteOne({ a: 1 })).deletedCount).toBe(1);
    expect((await items.deleteMany({ a: 1 })).deletedCount).toBe(1);
    expect((await items.deleteMany({})).deletedCount).toBe(1);
    expect((await items.deleteMany({})).deletedCount).toBe(0);
  });

  test("a bulk write tells what each part did", async () => {
    const items = await use().items({ _id: 1, n: 1 }, { _id: 2, n: 1 });
    const result = await items.bulkWrite([
      { insertOne: { document: { _id: 3, n: 1 } } },
      { updateMany: { filter: { n: 1 }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 9 }, update: { $set: { n: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 1 }, replacement: { r: 1 } } },
      { deleteOne: { filter: { _id: 2 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, matchedCount: 4, modifiedCount: 4, deletedCount: 1 });
    expect(result.upsertedIds).toEqual({ 2: 9 });
    expect(await items.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, r: 1 },
      { _id: 3, n: 2 },
      { _id: 9, n: 9 },
    ]);
  });
}

/** How documents are written. */
export function writeSuite(use: Use): void {
  inserting(use);
  updating(use);
  upserting(use);
  findingAndModifying(use);
  deletingAndBulk(use);
}
