import { Decimal128, type Document } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, type Item, type Use } from "./context.ts";

const SALES: readonly Item[] = [
  { _id: 1, sku: "a", qty: 2, price: 10, at: new Date("2026-01-05T10:00:00Z"), tags: ["x", "y"] },
  { _id: 2, sku: "b", qty: 1, price: 20, at: new Date("2026-01-20T10:00:00Z"), tags: [] },
  { _id: 3, sku: "a", qty: 5, price: 8, at: new Date("2026-02-01T10:00:00Z") },
  { _id: 4, sku: "c", qty: 1, price: 20, at: new Date("2026-02-03T10:00:00Z"), tags: ["y"] },
];

function shaping(use: Use): void {
  const run = async (...stages: readonly Document[]): Promise<Document[]> =>
    (await use().items(...SALES)).aggregate([...stages]).toArray();

  test("group, sort and project", async () => {
    const total = { $sum: { $multiply: ["$qty", "$price"] } };
    const stages = [
      { $group: { _id: "$sku", total, n: { $sum: 1 }, first: { $first: "$qty" } } },
      { $sort: { total: -1, _id: 1 } },
    ];
    expect(await run(...stages)).toEqual([
      { _id: "a", total: 60, n: 2, first: 2 },
      { _id: "b", total: 20, n: 1, first: 1 },
      { _id: "c", total: 20, n: 1, first: 1 },
    ]);
    expect(await run({ $group: { _id: null, max: { $max: "$price" }, avg: { $avg: "$qty" } } })).toEqual([
      { _id: null, max: 20, avg: 2.25 },
    ]);
    const month = { $dateToString: { format: "%Y-%m", date: "$at" } };
    expect(await run({ $group: { _id: month, n: { $count: {} } } }, { $sort: { _id: 1 } })).toEqual([
      { _id: "2026-01", n: 2 },
      { _id: "2026-02", n: 2 },
    ]);
  });

  test("unwind, count, buckets and facets", async () => {
    expect(await run({ $unwind: "$tags" }, { $sortByCount: "$tags" })).toEqual([
      { _id: "y", count: 2 },
      { _id: "x", count: 1 },
    ]);
    expect(await run({ $match: { qty: 1 } }, { $count: "n" })).toEqual([{ n: 2 }]);
    expect(await run({ $match: { qty: 99 } }, { $count: "n" })).toEqual([]);
    expect(await run({ $bucket: { groupBy: "$price", boundaries: [0, 10, 30] } })).toEqual([
      { _id: 0, count: 1 },
      { _id: 10, count: 3 },
    ]);
    const facet = {
      cheap: [{ $match: { price: { $lt: 10 } } }, { $project: { _id: 1 } }],
      n: [{ $count: "n" }],
    };
    expect(await run({ $facet: facet })).toEqual([{ cheap: [{ _id: 3 }], n: [{ n: 4 }] }]);
    expect(await run({ $sample: { size: 2 } })).toHaveLength(2);
  });

  test("fields are added, taken away and moved", async () => {
    const stages = [
      { $match: { _id: 1 } },
      { $set: { "x.y": { $size: "$tags" }, tags: "$$REMOVE" } },
      { $unset: ["at", "price"] },
    ];
    expect(await run(...stages)).toEqual([{ _id: 1, sku: "a", qty: 2, x: { y: 2 } }]);
    expect(await run({ $match: { _id: 4 } }, { $replaceWith: { s: "$sku" } })).toEqual([{ s: "c" }]);
    const cond = { $cond: [{ $gte: ["$qty", 2] }, "many", "few"] };
    const labelled = await run({ $sort: { _id: 1 } }, { $project: { label: cond } });
    expect(labelled.map(({ label }) => label)).toEqual(["many", "few", "many", "few"]);
  });

  test("decimals are summed exactly", async () => {
    const items = await use().items(
      { m: Decimal128.fromString("0.10") },
      { m: Decimal128.fromString("0.20") },
    );
    const [sum] = await items.aggregate([{ $group: { _id: null, m: { $sum: "$m" } } }]).toArray();
    expect(String(sum?.m)).toBe("0.30");
  });
}

function joining(use: Use): void {
  test("lookup by fields and by pipeline, with and without an index", async () => {
    const skus = await use().items({ _id: 1, sku: "a", n: 1 }, { _id: 2, sku: "b", n: 2 }, { _id: 3, n: 3 });
    const sales = await use().items(...SALES, { _id: 5 });
    const from = skus.collectionName;
    const byFields = { from, localField: "sku", foreignField: "sku", as: "found" };
    const pipeline = [{ $match: { $expr: { $and: [{ $eq: ["$sku", "$$s"] }, { $lt: ["$n", "$$q"] }] } } }];
    const byPipeline = { from, let: { s: "$sku", q: "$qty" }, pipeline, as: "found" };
    const ids = async (lookup: Document): Promise<unknown[]> => {
      const docs = await sales.aggregate([{ $lookup: lookup }, { $sort: { _id: 1 } }]).toArray();
      return docs.map(({ found }) => (found as Item[]).map(({ _id: id }) => id));
    };
    for (let round = 0; round < 2; round += 1) {
      expect(await ids(byFields)).toEqual([[1], [2], [1], [], [3]]);
      expect(await ids(byPipeline)).toEqual([[1], [], [1], [], []]);
      await skus.createIndex({ sku: 1 });
    }
  });

  test("unionWith and graphLookup", async () => {
    const people = await use().items(
      { _id: 1, name: "Ada" },
      { _id: 2, name: "Bo", boss: "Ada" },
      { _id: 3, name: "Cy", boss: "Bo" },
    );
    const union = [
      { $project: { _id: 1 } },
      { $unionWith: { coll: people.collectionName, pipeline: [{ $match: { boss: "Bo" } }] } },
    ];
    expect(await people.aggregate(union).toArray()).toHaveLength(4);
    const lastTwo = [{ $match: { _id: { $gt: 0 } } }, { $sort: { name: -1 } }, { $limit: 2 }];
    const sorted = [
      { $match: { _id: 1 } },
      { $unionWith: { coll: people.collectionName, pipeline: lastTwo } },
    ];
    for (let round = 0; round < 2; round += 1) {
      expect((await people.aggregate(sorted).toArray()).map(({ _id: id }) => id)).toEqual([1, 3, 2]);
      await people.createIndex({ name: 1 });
    }
    const walk = {
      from: people.collectionName,
      startWith: "$boss",
      connectFromField: "boss",
      connectToField: "name",
      depthField: "depth",
      as: "above",
    };
    const [cy] = await people.aggregate([{ $match: { _id: 3 } }, { $graphLookup: walk }]).toArray();
    const above = ((cy?.above ?? []) as Document[]).toSorted((a, b) => Number(a.depth) - Number(b.depth));
    expect(above.map(({ name }) => name)).toEqual(["Bo", "Ada"]);
  });
}

function writingResults(use: Use): void {
  test("out replaces a collection and keeps its indexes", async () => {
    const sales = await use().items(...SALES);
    const target = await use().items({ _id: "old" });
    await target.createIndex({ sku: 1 });
    await sales
      .aggregate([{ $match: { sku: "a" } }, { $project: { sku: 1 } }, { $out: target.collectionName }])
      .toArray();
    expect(await target.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, sku: "a" },
      { _id: 3, sku: "a" },
    ]);
    expect((await target.indexes()).map(({ name }) => name)).toContain("sku_1");
  });

  test("merge in its modes", async () => {
    const source = await use().items({ _id: 1, n: 1 }, { _id: 2, n: 2 });
    const target = await use().items({ _id: 1, n: 10, kept: true });
    const merge = async (options: Document): Promise<unknown> =>
      source.aggregate([{ $merge: { into: target.collectionName, ...options } }]).toArray();
    await merge({ whenNotMatched: "discard" });
    expect(await target.find().toArray()).toEqual([{ _id: 1, n: 1, kept: true }]);
    await merge({ whenMatched: [{ $set: { n: { $add: ["$n", "$$new.n"] } } }] });
    expect(await target.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 2, kept: true },
      { _id: 2, n: 2 },
    ]);
    await expectCode(merge({ whenMatched: "fail" }), 11000);
    await merge({ whenMatched: "replace" });
    expect(await target.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    await merge({ whenMatched: "keepExisting" });
    await expectCode(merge({ on: "n" }), 51183);
  });

  test("what a pipeline cannot do is refused", async () => {
    const items = await use().items({ _id: 1 });
    await expectCode(items.aggregate([{ $nope: 1 }]).toArray(), 40324);
    await expectCode(items.aggregate([{ $out: "x" }, { $limit: 1 }]).toArray(), 40601);
    await expectCode(items.aggregate([{ $group: { n: { $sum: 1 } } }]).toArray(), 15955);
    await expectCode(items.aggregate([{ $limit: 0 }]).toArray(), 15958);
    await expectCode(items.aggregate([{ $project: { x: { $divide: [1, 0] } } }]).toArray(), 2);
  });
}

/** What pipelines make of documents. */
export function aggregateSuite(use: Use): void {
  shaping(use);
  joining(use);
  writingResults(use);
}
