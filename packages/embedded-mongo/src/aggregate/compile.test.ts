import { expect, test } from "vitest";
import { codeOf } from "../../test/harness/code-of.ts";
import { MemoryCollections } from "../../test/harness/memory-collections.ts";
import type { Doc } from "../bson/index.ts";
import { compilePipeline } from "./index.ts";

const { env } = new MemoryCollections({});

test("the front of a pipeline is told for the planner", () => {
  const stages = [
    { $match: { a: 1 } },
    { $match: { b: 2 } },
    { $sort: { c: 1 } },
    { $match: { d: 3 } },
    { $lookup: { from: "x", localField: "a", foreignField: "b", as: "y" } },
    { $skip: 5 },
    { $limit: 10 },
  ];
  const pipeline = compilePipeline(stages, env);
  expect(pipeline.leadingFilter).toEqual({ $and: [{ $and: [{ a: 1 }, { b: 2 }] }, { d: 3 }] });
  expect(pipeline.leadingSort).toEqual({ c: 1 });
  expect(pipeline.leadingLimit).toBe(15);
});

test("what comes after something that drops or makes documents bounds nothing", () => {
  const limits = (stages: readonly Doc[]): number | undefined => compilePipeline(stages, env).leadingLimit;
  expect(limits([{ $limit: 3 }])).toBe(3);
  expect(limits([{ $unwind: "$a" }, { $limit: 3 }])).toBeUndefined();
  expect(limits([{ $group: { _id: "$a" } }, { $limit: 3 }])).toBeUndefined();
  expect(
    limits([{ $match: { a: 1 } }, { $project: { a: 1 } }, { $match: { b: 1 } }, { $limit: 3 }]),
  ).toBeUndefined();
  expect(limits([{ $skip: 3 }])).toBeUndefined();
});

test("a sort by a joined field stays behind its join", () => {
  const lookup = { $lookup: { from: "x", localField: "a", foreignField: "b", as: "y" } };
  expect(compilePipeline([lookup, { $sort: { a: 1 } }], env).leadingSort).toEqual({ a: 1 });
  expect(compilePipeline([lookup, { $sort: { "y.z": 1 } }], env).leadingSort).toBeUndefined();
  expect(compilePipeline([lookup, { $unwind: "$y" }, { $sort: { a: 1 } }], env).leadingSort).toEqual({
    a: 1,
  });
});

test("stages the caller took over are not run again", () => {
  const { run } = compilePipeline([{ $match: { a: 1 } }, { $sort: { b: 1 } }, { $limit: 2 }], env);
  const docs = [
    { a: 2, b: 9 },
    { a: 2, b: 3 },
    { a: 2, b: 5 },
  ];
  // A flow pauses (null) whenever its time slice is over, which on a busy machine can be here.
  const documentsOf = (flow: ReturnType<typeof run>) => [...flow].filter((doc) => doc !== null);
  expect(documentsOf(run(docs))).toEqual([]);
  expect(documentsOf(run(docs, { filtered: true }))).toEqual([
    { a: 2, b: 3 },
    { a: 2, b: 5 },
  ]);
  expect(documentsOf(run(docs, { filtered: true, sorted: true }))).toEqual(docs.slice(0, 2));
});

test("a final out or merge is told to the caller", () => {
  expect(compilePipeline([{ $match: {} }, { $out: "o" }], env).output).toEqual({
    kind: "out",
    into: { db: "test", collection: "o" },
  });
  expect(compilePipeline([{ $out: { db: "d", coll: "c" } }], env).output?.into).toEqual({
    db: "d",
    collection: "c",
  });
  expect(compilePipeline([{ $merge: "m" }], env).output).toEqual({
    kind: "merge",
    into: { db: "test", collection: "m" },
    on: ["_id"],
    whenMatched: "merge",
    whenNotMatched: "insert",
    let: { new: "$$ROOT" },
  });
  const whenMatched = [{ $set: { n: "$$new.n", x: "$$y" } }];
  const merge = {
    into: { db: "d", coll: "c" },
    on: ["a", "b"],
    let: { y: "$z" },
    whenMatched,
    whenNotMatched: "fail",
  };
  expect(
    compilePipeline([{ $merge: { ...merge, let: { new: "$$ROOT", y: "$z" } } }], env).output,
  ).toMatchObject({
    on: ["a", "b"],
    whenMatched,
    whenNotMatched: "fail",
  });
});

test("what cannot be done is refused by name", () => {
  const codes: readonly (readonly [readonly unknown[], number])[] = [
    [[{ $nonsense: 1 }], 40324],
    [[{ $geoNear: {} }], 115],
    [[{ $setWindowFields: {} }], 115],
    [[{ $match: {}, $limit: 1 }], 40323],
    [["x"], 14],
    [[{ $out: "x" }, { $limit: 1 }], 40601],
    [[{ $limit: 1 }, { $documents: [] }], 40602],
    [[{ $facet: { a: [{ $out: "x" }] } }], 40600],
    [[{ $facet: {} }], 40169],
    [[{ $limit: 0 }], 15958],
    [[{ $limit: "1" }], 15958],
    [[{ $skip: -1 }], 15956],
    [[{ $sort: {} }], 15976],
    [[{ $sort: { a: 2 } }], 15975],
    [[{ $group: { a: 1 } }], 15955],
    [[{ $group: { _id: 1, a: 1 } }], 40234],
    [[{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    [[{ $group: { _id: 1, "a.b": { $sum: 1 } } }], 40235],
    [[{ $unwind: "a" }], 28818],
    [[{ $count: "$a" }], 40158],
    [[{ $match: { $where: "1" } }], 2],
    [[{ $project: {} }], 51272],
    [[{ $set: { a: { $foo: 1 } } }], 168],
    [[{ $merge: { into: "x", whenMatched: "nope" } }], 2],
    [[{ $merge: { into: "x", whenMatched: "fail", whenNotMatched: "fail" } }], 51181],
    [[{ $merge: { into: "x", whenMatched: "keepExisting", whenNotMatched: "discard" } }], 51181],
    [[{ $merge: { into: "x", whenMatched: [{ $match: {} }] } }], 72],
  ];
  for (const [stages, code] of codes) {
    expect(
      codeOf(() => compilePipeline(stages, env)),
      JSON.stringify(stages),
    ).toBe(code);
  }
});
