import { expect, test } from "vitest";
import { codeOf } from "../../../test/harness/code-of.ts";
import { MemoryCollections } from "../../../test/harness/memory-collections.ts";
import type { Doc } from "../../bson/index.ts";

const orders = [
  { _id: 1, sku: "a", qty: 2 },
  { _id: 2, sku: "b", qty: 1 },
  { _id: 3 },
  { _id: 4, sku: ["a", "c"], qty: 0 },
  { _id: 5, sku: [], qty: 0 },
  { _id: 6, sku: /a/, qty: 0 },
];
const skus = [
  { _id: 10, sku: "a", stock: 1 },
  { _id: 11, sku: "b", stock: 9 },
  { _id: 12, sku: null },
  { _id: 13 },
  { _id: 14, sku: ["a", "x"], stock: 5 },
];
const byFields = { from: "skus", localField: "sku", foreignField: "sku", as: "found" };

function found(docs: readonly Doc[], field = "found"): unknown[] {
  return docs.map((doc) => (doc[field] as Doc[]).map(({ _id: id }) => id));
}

test("lookup by fields joins arrays, and null with missing", () => {
  const collections = new MemoryCollections({ orders, skus });
  const expected = [[10, 14], [11], [12, 13], [10, 14], [12, 13], []];
  expect(found(collections.run("orders", [{ $lookup: byFields }]))).toEqual(expected);
});

test("lookup reads the other collection once for many documents, in a form an index serves", () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ _id: i, sku: `s${i % 5}` }));
  const others = Array.from({ length: 5 }, (_, i) => ({ _id: i, sku: `s${i}` }));
  const collections = new MemoryCollections({ orders: many, skus: others });
  expect(found(collections.run("orders", [{ $lookup: byFields }]))).toEqual(many.map((_, i) => [i % 5]));
  expect(collections.reads.length).toBeLessThan(9);
  expect(collections.reads[0]?.filter).toEqual({ sku: { $eq: "s0" } });
  expect(collections.reads[2]?.filter).toEqual({ sku: { $in: ["s3", "s4", "s0", "s1"] } });
});

test("a limit after a sort spares the lookups it cuts off", () => {
  const collections = new MemoryCollections({ orders, skus });
  const docs = collections.run("orders", [
    { $lookup: byFields },
    { $unwind: { path: "$found", preserveNullAndEmptyArrays: true } },
    { $sort: { _id: -1 } },
    { $limit: 1 },
  ]);
  expect(docs).toEqual([{ _id: 6, sku: /a/, qty: 0 }]);
  expect(collections.reads).toHaveLength(1);
  const sorted = collections.run("orders", [
    { $lookup: byFields },
    { $sort: { "found._id": 1 } },
    { $limit: 1 },
  ]);
  expect(sorted).toEqual([{ _id: 6, sku: /a/, qty: 0, found: [] }]);
});

test("lookup by a pipeline with variables of the document", () => {
  const collections = new MemoryCollections({ orders, skus });
  const pipeline = [
    { $match: { $expr: { $and: [{ $eq: ["$sku", "$$sku"] }, { $gte: ["$stock", "$$qty"] }] } } },
    { $project: { enough: { $gte: ["$stock", "$$qty"] } } },
  ];
  const stage = { $lookup: { from: "skus", let: { sku: "$sku", qty: "$qty" }, pipeline, as: "found" } };
  expect(found(collections.run("orders", [{ $limit: 2 }, stage]))).toEqual([[], [11]]);
});

test("lookup by both, by constants and by documents", () => {
  const collections = new MemoryCollections({ orders, skus });
  const both = { ...byFields, pipeline: [{ $match: { stock: { $gt: 1 } } }] };
  expect(found(collections.run("orders", [{ $lookup: both }]))).toEqual([[14], [11], [], [14], [], []]);
  collections.reads.length = 0;
  const all = { from: "skus", pipeline: [{ $match: { stock: 9 } }], as: "found" };
  expect(found(collections.run("orders", [{ $limit: 3 }, { $lookup: all }]))).toEqual([[11], [11], [11]]);
  expect(collections.reads).toHaveLength(1);
  const given = { pipeline: [{ $documents: [{ _id: 7 }] }], as: "a.b" };
  expect(collections.run("orders", [{ $limit: 1 }, { $lookup: given }])[0]?.a).toEqual({ b: [{ _id: 7 }] });
});

test("variables of an outer lookup reach an inner one, document by document", () => {
  const collections = new MemoryCollections({ orders, skus });
  const inner = {
    from: "skus",
    let: { inner: "$_id" },
    pipeline: [{ $match: { $expr: { $and: [{ $eq: ["$sku", "$$outer"] }, { $eq: ["$_id", "$$inner"] }] } } }],
    as: "inner",
  };
  const outer = {
    from: "skus",
    let: { outer: "$sku" },
    pipeline: [{ $lookup: inner }, { $match: { inner: { $ne: [] } } }],
    as: "found",
  };
  expect(found(collections.run("orders", [{ $limit: 2 }, { $lookup: outer }]))).toEqual([[10], [11]]);
});

test("unionWith appends another collection", () => {
  const collections = new MemoryCollections({ orders, skus });
  const pipeline = [{ $match: { sku: "b" } }, { $set: { other: true } }];
  const docs = collections.run("orders", [{ $limit: 1 }, { $unionWith: { coll: "skus", pipeline } }]);
  expect(docs).toEqual([orders[0], { _id: 11, sku: "b", stock: 9, other: true }]);
  expect(collections.reads.at(-1)?.filter).toEqual({ sku: "b" });
  expect(collections.run("orders", [{ $limit: 1 }, { $unionWith: "nothing" }])).toEqual([orders[0]]);
});

test("graphLookup walks breadth first, once to each document", () => {
  const people = [
    { _id: 1, name: "Ada" },
    { _id: 2, name: "Bo", boss: "Ada" },
    { _id: 3, name: "Cy", boss: "Bo" },
    { _id: 4, name: "Di", boss: "Di" },
  ];
  const collections = new MemoryCollections({ people });
  const walk = {
    from: "people",
    startWith: "$boss",
    connectFromField: "boss",
    connectToField: "name",
    as: "up",
  };
  expect(found(collections.run("people", [{ $graphLookup: walk }]), "up")).toEqual([[], [1], [2, 1], [4]]);
  const deep = { ...walk, maxDepth: 0, depthField: "d" };
  expect(collections.run("people", [{ $match: { _id: 3 } }, { $graphLookup: deep }])[0]?.up).toEqual([
    { _id: 2, name: "Bo", boss: "Ada", d: 0n },
  ]);
  const restricted = { ...walk, restrictSearchWithMatch: { name: { $ne: "Bo" } } };
  expect(found(collections.run("people", [{ $graphLookup: restricted }]), "up")).toEqual([[], [1], [], [4]]);
});

test("malformed joins are refused", () => {
  const collections = new MemoryCollections({});
  const code = (stage: Doc): number => codeOf(() => collections.run("x", [stage]));
  expect(code({ $lookup: { from: "a", as: "x" } })).toBe(9);
  expect(code({ $lookup: { from: "a", localField: "x", as: "x" } })).toBe(40414);
  expect(code({ $lookup: { from: "a", pipeline: [{ $out: "b" }], as: "x" } })).toBe(40600);
  expect(code({ $lookup: { ...byFields, foo: 1 } })).toBe(40415);
  expect(code({ $lookup: { from: "a", pipeline: [{ $match: { $expr: "$$nope" } }], as: "x" } })).toBe(17276);
  expect(code({ $unionWith: { pipeline: [] } })).toBe(9);
  expect(code({ $graphLookup: { from: "a", as: "x" } })).toBe(40105);
});
