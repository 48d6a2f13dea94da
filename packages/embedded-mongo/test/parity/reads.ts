import { Decimal128, Double, type Filter, Long, MinKey } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, type Item, type Use } from "./context.ts";

const MIXED: readonly Item[] = [
  { _id: 0 },
  { _id: 1, v: null },
  { _id: 2, v: 1 },
  { _id: 3, v: new Double(2.5) },
  { _id: 4, v: Long.fromInt(3) },
  { _id: 5, v: Decimal128.fromString("1.0") },
  { _id: 6, v: "a" },
  { _id: 7, v: "B" },
  { _id: 8, v: { x: 1, y: 2 } },
  { _id: 9, v: { y: 2, x: 1 } },
  { _id: 10, v: [1, 5] },
  { _id: 11, v: [] },
  { _id: 12, v: [[1]] },
  { _id: 13, v: [{ x: 1 }, { x: 7 }] },
  { _id: 14, v: true },
  { _id: 15, v: new Date(1000) },
];

const FILTERS: readonly (readonly [string, Filter<Item>, readonly number[]])[] = [
  ["equality across number types and array elements", { v: 1 }, [2, 5, 10]],
  ["null is also missing", { v: null }, [0, 1]],
  ["not equal to null", { v: { $ne: null } }, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
  ["a range stays within its type", { v: { $gt: 1 } }, [3, 4, 10]],
  ["two ranges may be met by different elements", { v: { $gt: 4, $lt: 2 } }, [10]],
  ["one element that meets both", { v: { $elemMatch: { $gt: 4, $lt: 6 } } }, [10]],
  ["objects are equal in their field order only", { v: { x: 1, y: 2 } }, [8]],
  ["a path into objects and arrays", { "v.x": 1 }, [8, 9, 13]],
  ["an array index in a path", { "v.0": 1 }, [10]],
  ["whole arrays", { v: [1, 5] }, [10]],
  ["the empty array", { v: [] }, [11]],
  ["an array inside an array", { v: [1] }, [12]],
  ["size", { v: { $size: 2 } }, [10, 13]],
  ["all", { v: { $all: [5, 1] } }, [10]],
  ["exists", { v: { $exists: false } }, [0]],
  ["type by alias, and by element", { v: { $type: "int" } }, [2, 10]],
  ["type number", { v: { $type: "number" } }, [2, 3, 4, 5, 10]],
  ["type array", { v: { $type: "array" } }, [10, 11, 12, 13]],
  ["in, with a regular expression", { v: { $in: [/^b/i, 3] } }, [4, 7]],
  ["not in", { v: { $nin: [1, null, "a"] } }, [3, 4, 7, 8, 9, 11, 12, 13, 14, 15]],
  ["not", { v: { $not: { $gt: 1 } } }, [0, 1, 2, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15]],
  ["or and nor", { $or: [{ v: "a" }, { $nor: [{ v: { $exists: true } }] }] }, [0, 6]],
  ["mod", { v: { $mod: [2, 1] } }, [2, 4, 5, 10]],
  ["elemMatch on objects", { v: { $elemMatch: { x: { $gt: 5 } } } }, [13]],
  ["an expression", { $expr: { $eq: ["$v", 1] } }, [2, 5]],
  [
    "min key is below everything, missing fields included",
    { v: { $gt: new MinKey() } },
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  ],
  ["a schema", { $jsonSchema: { required: ["v"], properties: { v: { bsonType: "string" } } } }, [6, 7]],
];

function filtering(use: Use): void {
  test.each([false, true])("filters give the same with an index (%s)", async (indexed) => {
    const items = await use().items(...MIXED);
    if (indexed) await items.createIndex({ v: 1 });
    for (const [what, filter, expected] of FILTERS) {
      const found = await items.find(filter).sort({ _id: 1 }).toArray();
      expect(
        found.map(({ _id: id }) => id),
        what,
      ).toEqual(expected);
      expect(await items.countDocuments(filter), what).toBe(expected.length);
    }
  });

  test("unknown operators are refused also where no document is", async () => {
    const items = await use().items();
    await expectCode(items.find({ a: { $nope: 1 } }).toArray(), 2);
    await expectCode(items.find({ $nope: [] }).toArray(), 2);
    await expectCode(items.find({ a: { $in: 1 } } as Filter<Item>).toArray(), 2);
    await expectCode(use().db.command({ find: items.collectionName, sort: { a: 2 } }), 15975);
  });
}

function ordering(use: Use): void {
  test.each([false, true])("sort follows the order of all types (index: %s)", async (indexed) => {
    const items = await use().items(...MIXED);
    if (indexed) await items.createIndex({ v: 1 });
    const ascending = [11, 0, 1, 2, 5, 10, 3, 4, 7, 6, 13, 8, 9, 12, 14, 15];
    const found = (await items.find().sort({ v: 1, _id: 1 }).toArray()).map(({ _id: id }) => id);
    // Objects and arrays compare by their own parts; 12 and 13 are told apart by their elements.
    expect(new Set(found)).toEqual(new Set(ascending));
    expect(found.slice(0, 3)).toEqual([11, 0, 1]);
    expect(found.slice(-2)).toEqual([14, 15]);
    expect(found.indexOf(7)).toBeLessThan(found.indexOf(6));
    expect(found.indexOf(2)).toBeLessThan(found.indexOf(3));
    const [last] = await items.find().sort({ v: -1 }).limit(1).toArray();
    expect(last).toMatchObject({ _id: 15 });
  });

  test("skip, limit and a compound sort", async () => {
    const docs = Array.from({ length: 30 }, (_, i) => ({ _id: i, a: i % 3, b: i }));
    const items = await use().items(...docs);
    await items.createIndex({ a: 1, b: -1 });
    const page = await items
      .find({ a: { $gte: 1 } })
      .sort({ a: 1, b: -1 })
      .skip(8)
      .limit(4)
      .toArray();
    expect(page.map(({ _id: id }) => id)).toEqual([4, 1, 29, 26]);
    const reversed = await items.find({}).sort({ a: -1, b: 1 }).limit(2).toArray();
    expect(reversed.map(({ _id: id }) => id)).toEqual([2, 5]);
  });
}

function projecting(use: Use): void {
  test("projections include, exclude, cut and compute", async () => {
    const items = await use().items({ _id: 1, a: { b: 1, c: 2 }, l: [1, 2, 3], s: [{ k: 1 }, { k: 2 }] });
    const get = async (projection: Item): Promise<unknown> => items.findOne({ "s.k": 2 }, { projection });
    expect(await get({ "a.b": 1, _id: 0 })).toEqual({ a: { b: 1 } });
    expect(await get({ a: 0, s: 0 })).toEqual({ _id: 1, l: [1, 2, 3] });
    expect(await get({ l: { $slice: [1, 1] }, a: 0, s: 0 })).toEqual({ _id: 1, l: [2] });
    expect(await get({ "s.$": 1 })).toEqual({ _id: 1, s: [{ k: 2 }] });
    expect(await get({ s: { $elemMatch: { k: 1 } } })).toEqual({ _id: 1, s: [{ k: 1 }] });
    expect(await get({ sum: { $add: ["$a.b", "$a.c"] }, _id: 0 })).toEqual({ sum: 3 });
    await expectCode(get({ a: 1, l: 0 }), 31254);
    await expectCode(get({ a: 1, "a.b": 1 }), 31249);
  });
}

function cursors(use: Use): void {
  test("a cursor hands out all documents in batches and can be closed early", async () => {
    const items = await use().items(...Array.from({ length: 250 }, (_, i) => ({ _id: i })));
    expect(await items.find({}, { batchSize: 20 }).toArray()).toHaveLength(250);
    const cursor = items.find({}, { batchSize: 10 });
    await cursor.next();
    const { id } = cursor;
    await cursor.close();
    await expectCode(use().db.command({ getMore: id, collection: items.collectionName }), 43);
    expect(await items.find({}, { limit: 7, batchSize: 3 }).toArray()).toHaveLength(7);
    expect(await items.find({}, { limit: 7, batchSize: 7, singleBatch: true }).toArray()).toHaveLength(7);
  });

  test("documents above one reply's size come in several", async () => {
    const blob = "x".repeat(3 * 1024 * 1024);
    const items = await use().items();
    for (let i = 0; i < 8; i += 1) await items.insertOne({ _id: i, blob });
    expect(await items.find({}, { batchSize: 100 }).toArray()).toHaveLength(8);
    expect(await items.find({}, { limit: 4, singleBatch: true }).toArray()).toHaveLength(4);
    await expectCode(items.insertOne({ blob: "x".repeat(16 * 1024 * 1024 - 20) }), 10334);
  });

  test("counts and distinct values", async () => {
    const items = await use().items({ a: 1, l: [1, 2] }, { a: 1, l: [2] }, { a: "x" });
    expect(await items.countDocuments({ a: 1 })).toBe(2);
    expect(await items.countDocuments({}, { skip: 1, limit: 1 })).toBe(1);
    expect(await items.estimatedDocumentCount()).toBe(3);
    expect((await items.distinct("l")).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(await items.distinct("a", { l: 2 })).toEqual([1]);
    const count = { count: items.collectionName, query: { a: 1 }, skip: 1, limit: 5 };
    expect(await use().db.command(count)).toMatchObject({ n: 1, ok: 1 });
  });
}

/** How documents are found. */
export function readSuite(use: Use): void {
  filtering(use);
  ordering(use);
  projecting(use);
  cursors(use);
}
