import { Decimal128, Double } from "bson";
import { expect, test } from "vitest";
import { codeOf } from "../../test/harness/code-of.ts";
import { aggregate, MemoryCollections } from "../../test/harness/memory-collections.ts";
import type { Doc } from "../bson/index.ts";
import { compilePipeline } from "./index.ts";

const { env } = new MemoryCollections({});
const numbers = [5, 1, 4, 2, 3].map((n) => ({ _id: n, n }));

function ids(docs: readonly Doc[]): unknown[] {
  return docs.map(({ _id: id }) => id);
}

test("match, sort, skip and limit", () => {
  expect(
    ids(aggregate(numbers, { $match: { n: { $gt: 1 } } }, { $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 })),
  ).toEqual([4, 3]);
  expect(ids(aggregate(numbers, { $limit: 2 }, { $match: { n: 1 } }))).toEqual([1]);
  expect(ids(aggregate(numbers, { $sort: { n: 1 } }, { $limit: 2 }, { $match: { n: { $gt: 1 } } }))).toEqual([
    2,
  ]);
});

test("a limit asks for no more than it lets through", () => {
  let given = 0;
  function* endless(): Iterable<Doc> {
    for (;;) {
      given += 1;
      yield { _id: given };
    }
  }
  const { run } = compilePipeline([{ $match: {} }, { $limit: 3 }], env);
  expect([...run(endless())]).toHaveLength(3);
  expect(given).toBe(3);
});

test("a sort with a limit keeps the best only, in stable order", () => {
  const docs = Array.from({ length: 5000 }, (_, i) => ({ _id: i, k: (i * 7919) % 100 }));
  const best = aggregate(docs, { $sort: { k: 1 } }, { $project: { k: 1 } }, { $skip: 40 }, { $limit: 20 });
  const expected = docs.toSorted((a, b) => a.k - b.k).slice(40, 60);
  expect(best).toEqual(expected);
});

test("a long sort pauses and is right", () => {
  const docs = Array.from({ length: 20_000 }, (_, i) => ({ _id: i, k: (i * 7919) % 20_011 }));
  const out = [...compilePipeline([{ $sort: { k: 1 } }], env).run(docs)];
  expect(out.filter((doc) => doc === null).length).toBeGreaterThan(1);
  const keys = out.flatMap((doc) => (doc ? [Number(doc.k)] : []));
  expect(keys).toEqual(keys.toSorted((a, b) => a - b));
});

test("pauses of the source pass through every stage", () => {
  const stages = [
    [{ $match: {} }],
    [{ $group: { _id: "$n" } }],
    [{ $sort: { n: 1 } }],
    [{ $unwind: "$n" }],
    [{ $facet: { a: [] } }],
    [{ $bucketAuto: { groupBy: "$n", buckets: 2 } }],
    [{ $count: "n" }],
    [{ $sample: { size: 2 } }],
    [{ $redact: "$$KEEP" }],
    [{ $skip: 1 }, { $set: { a: 1 } }, { $limit: 9 }],
  ];
  for (const pipeline of stages) {
    const out = [...compilePipeline(pipeline, env).run([null, { _id: 1, n: 1 }, null])];
    expect(out.filter((doc) => doc === null).length, JSON.stringify(pipeline)).toBeGreaterThanOrEqual(2);
  }
});

test("addFields, unset, project and replaceRoot", () => {
  const docs = [{ _id: 1, a: { b: 2 }, l: [{ x: 1 }, { x: 2 }] }];
  expect(aggregate(docs, { $addFields: { "a.c": "$a.b", "l.y": 0, n: { m: 1 } } })).toEqual([
    {
      _id: 1,
      a: { b: 2, c: 2 },
      l: [
        { x: 1, y: 0 },
        { x: 2, y: 0 },
      ],
      n: { m: 1 },
    },
  ]);
  expect(aggregate(docs, { $set: { a: "$$REMOVE", l: 5 } })).toEqual([{ _id: 1, l: 5 }]);
  expect(aggregate(docs, { $unset: ["a.b", "l.x"] })).toEqual([{ _id: 1, a: {}, l: [{}, {}] }]);
  expect(aggregate(docs, { $project: { _id: 0, sum: { $sum: "$l.x" } } })).toEqual([{ sum: 3 }]);
  expect(aggregate(docs, { $replaceRoot: { newRoot: "$a" } })).toEqual([{ b: 2 }]);
  expect(codeOf(() => aggregate(docs, { $replaceWith: "$l" }))).toBe(40228);
});

test("unwind", () => {
  const docs = [{ _id: 1, l: [7, 8] }, { _id: 2, l: [] }, { _id: 3, l: null }, { _id: 4 }, { _id: 5, l: 9 }];
  expect(aggregate(docs, { $unwind: "$l" })).toEqual([
    { _id: 1, l: 7 },
    { _id: 1, l: 8 },
    { _id: 5, l: 9 },
  ]);
  const kept = { $unwind: { path: "$l", includeArrayIndex: "i", preserveNullAndEmptyArrays: true } };
  expect(aggregate(docs, kept)).toEqual([
    { _id: 1, l: 7, i: 0n },
    { _id: 1, l: 8, i: 1n },
    { _id: 2, i: null },
    { _id: 3, l: null, i: null },
    { _id: 4, i: null },
    { _id: 5, l: 9, i: null },
  ]);
  expect(aggregate([{ _id: 1, a: { l: [1] } }], { $unwind: "$a.l" })).toEqual([{ _id: 1, a: { l: 1 } }]);
});

test("group keeps stored types and finds equal keys of different ones", () => {
  const docs = [
    { _id: 1, k: 1, i: 1, l: 5n, d: Decimal128.fromString("1.10"), s: "x" },
    { _id: 2, k: new Double(1), i: 2, l: 6n, d: Decimal128.fromString("2.20"), s: "y" },
    { _id: 3, i: 4, s: "x" },
    { _id: 4, k: null, s: null },
  ];
  const [one, none] = aggregate(docs, {
    $group: {
      _id: "$k",
      i: { $sum: "$i" },
      l: { $sum: "$l" },
      avg: { $avg: "$i" },
      min: { $min: "$s" },
      max: { $max: "$s" },
      first: { $first: "$s" },
      last: { $last: "$i" },
      list: { $push: "$i" },
      set: { $addToSet: "$s" },
      n: { $count: {} },
      merged: { $mergeObjects: { s: "$s" } },
    },
  });
  expect(one).toEqual({
    _id: 1,
    i: 3,
    l: 11n,
    avg: 1.5,
    min: "x",
    max: "y",
    first: "x",
    last: 2,
    list: [1, 2],
    set: ["x", "y"],
    n: 2,
    merged: { s: "y" },
  });
  expect(none).toMatchObject({
    _id: null,
    i: 4,
    avg: new Double(4),
    last: null,
    list: [4],
    set: ["x", null],
    n: 2,
  });
  expect(String(aggregate(docs, { $group: { _id: null, d: { $sum: "$d" } } })[0]?.d)).toBe("3.30");
});

test("a missing part of a group's id is null if it is the only one, and left out of several", () => {
  const docs = [
    { _id: 1, a: null, b: 1 },
    { _id: 2, b: 1 },
  ];
  expect(ids(aggregate(docs, { $group: { _id: "$a" } }))).toEqual([null]);
  expect(ids(aggregate(docs, { $group: { _id: { a: "$a" } } }))).toEqual([{ a: null }]);
  expect(ids(aggregate(docs, { $group: { _id: { a: "$a", b: "$b" } } }))).toEqual([
    { a: null, b: 1 },
    { b: 1 },
  ]);
  expect(ids(aggregate(docs, { $group: { _id: {} } }))).toEqual([{}]);
});

test("group accumulators of several values", () => {
  const [found] = aggregate(numbers, {
    $group: {
      _id: null,
      firstN: { $firstN: { n: 2, input: "$n" } },
      lastN: { $lastN: { n: 2, input: "$n" } },
      minN: { $minN: { n: 2, input: "$n" } },
      maxN: { $maxN: { n: 2, input: "$n" } },
      top: { $top: { sortBy: { n: -1 }, output: "$n" } },
      topN: { $topN: { n: 2, sortBy: { n: -1 }, output: "$n" } },
      bottom: { $bottom: { sortBy: { n: -1 }, output: "$n" } },
      bottomN: { $bottomN: { n: 2, sortBy: { n: -1 }, output: "$n" } },
      pop: { $stdDevPop: "$n" },
      median: { $median: { input: "$n", method: "approximate" } },
      percentile: { $percentile: { input: "$n", p: [0.2, 1], method: "approximate" } },
    },
  });
  expect(found).toEqual({
    _id: null,
    firstN: [5, 1],
    lastN: [2, 3],
    minN: [1, 2],
    maxN: [5, 4],
    top: 5,
    topN: [5, 4],
    bottom: 1,
    bottomN: [2, 1],
    pop: Math.SQRT2,
    median: new Double(3),
    percentile: [new Double(1), new Double(5)],
  });
});

test("count, sortByCount, bucket, bucketAuto, facet and sample", () => {
  const docs = ["b", "a", "b"].map((k, i) => ({ _id: i, k }));
  expect(aggregate(docs, { $count: "n" })).toEqual([{ n: 3 }]);
  expect(aggregate([], { $count: "n" })).toEqual([]);
  expect(aggregate(docs, { $sortByCount: "$k" })).toEqual([
    { _id: "b", count: 2 },
    { _id: "a", count: 1 },
  ]);
  const bucket = { groupBy: "$n", boundaries: [0, 2, 4], default: "other", output: { n: { $push: "$n" } } };
  expect(aggregate(numbers, { $bucket: bucket })).toEqual([
    { _id: 0, n: [1] },
    { _id: 2, n: [2, 3] },
    { _id: "other", n: [5, 4] },
  ]);
  expect(codeOf(() => aggregate(numbers, { $bucket: { groupBy: "$n", boundaries: [0, 2] } }))).toBe(40066);
  expect(aggregate(numbers, { $bucketAuto: { groupBy: "$n", buckets: 2 } })).toEqual([
    { _id: { min: 1, max: 4 }, count: 3 },
    { _id: { min: 4, max: 5 }, count: 2 },
  ]);
  const facets = { low: [{ $match: { n: { $lt: 3 } } }, { $sort: { n: 1 } }], n: [{ $count: "n" }] };
  expect(aggregate(numbers, { $facet: facets })).toEqual([
    {
      low: [
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ],
      n: [{ n: 5 }],
    },
  ]);
  const chosen = ids(aggregate(numbers, { $sample: { size: 3 } }));
  expect(new Set(chosen).size).toBe(3);
  expect(aggregate(numbers, { $sample: { size: 99 } })).toHaveLength(5);
});

test("redact enters, keeps and drops levels", () => {
  const docs = [
    {
      _id: 1,
      level: 1,
      a: { level: 5, x: 1 },
      l: [{ level: 1 }, { level: 9 }],
      b: { level: 0, c: { level: 9 } },
    },
  ];
  const cond = { $cond: [{ $lte: ["$level", 2] }, "$$DESCEND", "$$PRUNE"] };
  expect(aggregate(docs, { $redact: cond })).toEqual([
    { _id: 1, level: 1, l: [{ level: 1 }], b: { level: 0 } },
  ]);
  expect(codeOf(() => aggregate(docs, { $redact: 1 }))).toBe(17053);
});

test("documents stand for a collection", () => {
  const list = [{ a: 1 }, { a: { $add: [1, 1] } }];
  const { run } = compilePipeline([{ $documents: list }, { $match: { a: 2 } }], env);
  // A flow pauses (null) whenever its time slice is over, which on a busy machine can be here.
  expect([...run([])].filter((doc) => doc !== null)).toEqual([{ a: 2 }]);
});
