import { Double } from "bson";
import { expect, test } from "vitest";
import { codeOf } from "../../test/harness/code-of.ts";
import type { Doc } from "../bson/index.ts";
import { compileFilter } from "../query/index.ts";
import { compileUpdate } from "./index.ts";

const now = new Date(0);

function run(update: unknown, doc: Doc, arrayFilters?: unknown[]): Doc {
  return compileUpdate(update, { now, ...(arrayFilters ? { arrayFilters } : {}) }).apply(doc);
}

function runMatched(filter: Doc, update: unknown, doc: Doc): Doc {
  const { matchedArrayIndex } = compileFilter(filter, { now });
  const compiled = compileUpdate(update, { now });
  expect(compiled.needsPosition).toBe(true);
  return compiled.apply(doc, { matchedArrayIndex: matchedArrayIndex(doc) });
}

test("push adds, places, sorts and cuts in that order", () => {
  const push = (clauses: unknown, list: unknown[] = [3, 1]): unknown =>
    run({ $push: { l: clauses } }, { _id: 1, l: list }).l;
  expect(push(9)).toEqual([3, 1, 9]);
  expect(push([9])).toEqual([3, 1, [9]]);
  expect(push({ $each: [8, 9], $position: 1 })).toEqual([3, 8, 9, 1]);
  expect(push({ $each: [8], $position: -1 })).toEqual([3, 8, 1]);
  expect(push({ $each: [8], $position: 99 })).toEqual([3, 1, 8]);
  expect(push({ $each: [2], $sort: 1, $slice: 2 })).toEqual([1, 2]);
  expect(push({ $each: [2], $sort: -1, $slice: -2 })).toEqual([2, 1]);
  expect(push({ $each: [2], $slice: 0 })).toEqual([]);
  expect(push({ $each: [{ a: 1 }], $sort: { a: -1 } }, [{ a: 0 }, { a: 2 }])).toEqual([
    { a: 2 },
    { a: 1 },
    { a: 0 },
  ]);
  expect(run({ $push: { l: 1 } }, { _id: 1 })).toEqual({ _id: 1, l: [1] });
  expect(run({ $push: { l: { $each: [] } } }, { _id: 1 })).toEqual({ _id: 1, l: [] });
  expect(codeOf(() => run({ $push: { l: 1 } }, { _id: 1, l: 5 }))).toBe(2);
});

test("addToSet knows equal values of different number types, and field order", () => {
  expect(run({ $addToSet: { l: new Double(1) } }, { _id: 1, l: [1] })).toEqual({ _id: 1, l: [1] });
  const each = { $each: [2, 2, { b: 1, a: 1 }] };
  expect(run({ $addToSet: { l: each } }, { _id: 1, l: [{ a: 1, b: 1 }] })).toEqual({
    _id: 1,
    l: [{ a: 1, b: 1 }, 2, { b: 1, a: 1 }],
  });
  expect(run({ $addToSet: { l: { $each: [] } } }, { _id: 1 })).toEqual({ _id: 1, l: [] });
  expect(codeOf(() => run({ $addToSet: { l: 1 } }, { _id: 1, l: "x" }))).toBe(2);
});

test("pull takes values, operators and filters on elements", () => {
  const pull = (condition: unknown, list: unknown[]): unknown =>
    run({ $pull: { l: condition } }, { _id: 1, l: list }).l;
  expect(pull(1, [1, 2, new Double(1)])).toEqual([2]);
  expect(pull({ $gte: 2 }, [1, 2, 3])).toEqual([1]);
  expect(pull({ $in: [1, "a"] }, [1, "a", "b"])).toEqual(["b"]);
  expect(pull(/^a/, ["ab", "b", 1])).toEqual(["b", 1]);
  expect(pull({ a: 1 }, [{ a: 1, b: 2 }, { a: 2 }, 1])).toEqual([{ a: 2 }, 1]);
  expect(
    pull({ a: { $gt: 1 }, b: 1 }, [
      { a: 2, b: 1 },
      { a: 2, b: 2 },
    ]),
  ).toEqual([{ a: 2, b: 2 }]);
  expect(pull({ $or: [{ a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 3 }])).toEqual([{ a: 3 }]);
  expect(pull({ $elemMatch: { $gt: 4 } }, [[5], [1]])).toEqual([[1]]);
  expect(pull([1, 2], [[1, 2], 1])).toEqual([1]);
  expect(codeOf(() => run({ $pull: { l: 1 } }, { _id: 1, l: 5 }))).toBe(2);
  expect(codeOf(() => run({ $pull: { l: { $foo: 1 } } }, { _id: 1 }))).toBe(2);
});

test("pullAll and pop", () => {
  expect(run({ $pullAll: { l: [1, 3] } }, { _id: 1, l: [1, 2, 3, 1] })).toEqual({ _id: 1, l: [2] });
  expect(run({ $pop: { l: 1, m: -1 } }, { _id: 1, l: [1, 2], m: [1, 2] })).toEqual({
    _id: 1,
    l: [1],
    m: [2],
  });
  expect(codeOf(() => run({ $pop: { l: 1 } }, { _id: 1, l: 5 }))).toBe(14);
});

test("the positional dollar is the element the filter matched", () => {
  const doc = {
    _id: 1,
    l: [
      { k: "a", n: 1 },
      { k: "b", n: 2 },
    ],
    m: [5, 6],
  };
  expect(runMatched({ "l.k": "b" }, { $inc: { "l.$.n": 1 } }, doc)).toMatchObject({
    l: [
      { k: "a", n: 1 },
      { k: "b", n: 3 },
    ],
  });
  expect(runMatched({ m: { $gt: 5 } }, { $set: { "m.$": 0 } }, doc)).toMatchObject({ m: [5, 0] });
  expect(codeOf(() => runMatched({ _id: 1 }, { $set: { "m.$": 0 } }, doc))).toBe(2);
  expect(codeOf(() => runMatched({ m: 5 }, { $set: { "m.$": 0, "m.0": 1 } }, doc))).toBe(40);
  expect(runMatched({ m: 5 }, { $set: { "m.$": 0, "m.1": 1 } }, doc)).toMatchObject({ m: [0, 1] });
});

test("all elements and filtered elements", () => {
  const doc = {
    _id: 1,
    l: [
      { n: 1, s: ["x"] },
      { n: 5, s: ["y"] },
    ],
    m: [1, 2, 3],
  };
  expect(run({ $inc: { "l.$[].n": 1, "m.$[]": 10 } }, doc)).toMatchObject({
    l: [{ n: 2 }, { n: 6 }],
    m: [11, 12, 13],
  });
  expect(run({ $set: { "m.$[big]": 0 } }, doc, [{ big: { $gte: 2 } }])).toMatchObject({ m: [1, 0, 0] });
  const filters = [{ "e.n": 5 }, { $or: [{ t: "y" }, { t: "z" }] }];
  expect(run({ $set: { "l.$[e].s.$[t]": "new" } }, doc, filters)).toMatchObject({
    l: [{ s: ["x"] }, { s: ["new"] }],
  });
  const both = { $set: { "l.$[e].s": 1, "l.$[].n": 0 } };
  expect(run(both, doc, [{ "e.n": 5 }])).toMatchObject({
    l: [
      { n: 0, s: ["x"] },
      { n: 0, s: 1 },
    ],
  });
  expect(run({ $set: { "m.$[big]": 0 } }, doc, [{ big: 99 }])).toBe(doc);
});

test("array filters are refused where they do not fit", () => {
  const set = (path: string): unknown => ({ $set: { [path]: 1 } });
  expect(codeOf(() => run(set("a.$[x]"), { _id: 1 }, []))).toBe(2);
  expect(codeOf(() => run(set("a"), { _id: 1 }, [{ x: 1 }]))).toBe(9);
  expect(codeOf(() => run(set("a.$[x]"), { _id: 1 }, [{ x: 1 }, { x: 2 }]))).toBe(9);
  expect(codeOf(() => run(set("a.$[x]"), { _id: 1 }, [{ x: 1, y: 2 }]))).toBe(9);
  expect(codeOf(() => run(set("a.$[x]"), { _id: 1 }, [{}]))).toBe(9);
  expect(codeOf(() => run(set("a.$[X]"), { _id: 1 }, [{ X: 1 }]))).toBe(2);
  expect(codeOf(() => run(set("a.$[]"), { _id: 1 }))).toBe(2);
  expect(codeOf(() => run(set("a.$[]"), { _id: 1, a: 1 }))).toBe(2);
  expect(codeOf(() => run({ a: 1 }, { _id: 1 }, [{ x: 1 }]))).toBe(9);
  expect(
    codeOf(() => run({ $set: { "l.$[a]": 1, "l.$[b]": 2 } }, { _id: 1, l: [1] }, [{ a: 1 }, { b: 1 }])),
  ).toBe(40);
});
