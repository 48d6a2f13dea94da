import { Decimal128, Double, Timestamp } from "bson";
import { expect, test } from "vitest";
import { codeOf } from "../../test/harness/code-of.ts";
import type { Doc } from "../bson/index.ts";
import { compileUpdate } from "./index.ts";
import type { UpdateTarget } from "./types.ts";

const now = new Date("2026-01-02T03:04:05.678Z");

function run(update: unknown, doc: Doc, options: UpdateTarget & { arrayFilters?: unknown[] } = {}): Doc {
  const { arrayFilters, ...target } = options;
  return compileUpdate(update, { now, ...(arrayFilters ? { arrayFilters } : {}) }).apply(doc, target);
}

test("set makes what is missing on the way and leaves the given document alone", () => {
  const doc = { _id: 1, a: { b: 1 } };
  expect(run({ $set: { "a.c.d": 2 } }, doc)).toEqual({ _id: 1, a: { b: 1, c: { d: 2 } } });
  expect(doc).toEqual({ _id: 1, a: { b: 1 } });
});

test("an update that changes nothing gives the very same document", () => {
  const doc = { _id: 1, a: new Double(1), when: new Date(5), list: [1, 2], n: 5n };
  const updates = [
    { $set: { a: new Double(1), when: new Date(5), "list.1": 2 } },
    { $inc: { n: 0 } },
    { $min: { n: 6 }, $max: { a: 0 } },
    { $unset: { gone: 1, "a.b": 1, "list.x": 1 } },
    { $addToSet: { list: 1 } },
    { $pull: { list: 9 }, $pop: { gone: 1 } },
    { $setOnInsert: { a: 2 } },
    { $rename: { gone: "b" } },
    { $push: { list: { $each: [] } } },
  ];
  for (const update of updates) expect(run(update, doc)).toBe(doc);
  expect(run({ $set: { a: 1 } }, doc)).not.toBe(doc);
});

test("new fields come in the order of their names, numbers by value", () => {
  const made = run({ $set: { b: 1, a: 1, c: { z: 1, y: 1 } } }, { _id: 1, x: 0 });
  expect(Object.keys(made)).toEqual(["_id", "x", "a", "b", "c"]);
  expect(run({ $set: { "l.10": 10, "l.2": 2 } }, { _id: 1, l: [0] })).toEqual({
    _id: 1,
    l: [0, null, 2, null, null, null, null, null, null, null, 10],
  });
});

test("paths are refused where no field can be made", () => {
  expect(codeOf(() => run({ $set: { "a.b": 1 } }, { _id: 1, a: 5 }))).toBe(28);
  expect(codeOf(() => run({ $set: { "a.b": 1 } }, { _id: 1, a: null }))).toBe(28);
  expect(codeOf(() => run({ $inc: { "a.b": 1 } }, { _id: 1, a: [1] }))).toBe(28);
  expect(codeOf(() => run({ $set: { "a.2000000": 1 } }, { _id: 1, a: [1] }))).toBe(2);
});

test("what takes away from an array is refused on a path that cannot exist, but unset is not", () => {
  const doc = { _id: 1, a: { b: 5 }, l: [1] };
  for (const update of [
    { $pop: { "a.b.c": 1 } },
    { $pull: { "a.b.c.d": 1 } },
    { $pullAll: { "l.x": [1] } },
    { $rename: { "a.b.c": "z" } },
  ]) {
    expect(
      codeOf(() => run(update, doc)),
      JSON.stringify(update),
    ).toBe(28);
  }
  const absent = { $pop: { "a.z": 1, "z.y": 1 }, $pull: { "l.7.b": 1 }, $unset: { "a.b.c": 1, "l.x": 1 } };
  expect(run(absent, doc)).toBe(doc);
});

test("malformed updates are refused before any document is seen", () => {
  const codes: readonly (readonly [unknown, number])[] = [
    [{ $foo: { a: 1 } }, 9],
    [{ $set: { a: 1 }, b: 1 }, 9],
    [{ $set: 5 }, 9],
    [{ $set: { a: 1, "a.b": 2 } }, 40],
    [{ $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{ $set: { "a.b": 1 }, $unset: { a: 1 } }, 40],
    [{ $set: { "a.$[]": 1, "a.0": 2 } }, 40],
    [{ $set: { "": 1 } }, 56],
    [{ $set: { "a..b": 1 } }, 56],
    [{ $set: { $a: 1 } }, 52],
    [{ $set: { "$.a": 1 } }, 2],
    [{ $set: { "a.$.b.$": 1 } }, 2],
    [{ $inc: { a: "x" } }, 14],
    [{ $push: { a: { $each: 1 } } }, 2],
    [{ $push: { a: { $each: [], $foo: 1 } } }, 2],
    [{ $push: { a: { $each: [], $slice: 1.5 } } }, 2],
    [{ $push: { a: { $each: [], $sort: 2 } } }, 2],
    [{ $addToSet: { a: { $each: 1 } } }, 14],
    [{ $pop: { a: 2 } }, 9],
    [{ $pullAll: { a: 1 } }, 2],
    [{ $bit: { a: { and: 1.5 } } }, 2],
    [{ $bit: { a: {} } }, 2],
    [{ $rename: { a: "a" } }, 2],
    [{ $rename: { a: "a.b" } }, 2],
    [{ $rename: { a: 1 } }, 2],
    [{ $rename: { "a.$": "b" } }, 2],
    [{ $currentDate: { a: 1 } }, 2],
    [{ $currentDate: { a: { $type: "time" } } }, 2],
    [{ $pull: { a: { $expr: true } } }, 224],
    ["x", 9],
    [{ a: 1, $b: 1 }, 52],
  ];
  for (const [update, code] of codes) {
    expect(
      codeOf(() => compileUpdate(update, { now })),
      JSON.stringify(update),
    ).toBe(code);
  }
});

test("numbers keep their stored type, or widen as MongoDB does", () => {
  const doc = { _id: 1, i: 5, l: 5n, d: new Double(5), m: Decimal128.fromString("5.10"), big: 2147483647 };
  expect(String(run({ $inc: { m: 1 } }, doc).m)).toBe("6.10");
  expect(run({ $inc: { i: 1, l: 1, d: 1, big: 1 } }, doc)).toMatchObject({
    i: 6,
    l: 6n,
    d: new Double(6),
    big: 2147483648n,
  });
  expect(run({ $mul: { i: 2n, l: 2, d: 2 } }, doc)).toMatchObject({ i: 10n, l: 10n, d: new Double(10) });
  expect(run({ $mul: { x: 2n, y: 2, z: 2.5 } }, { _id: 1 })).toEqual({
    _id: 1,
    x: 0n,
    y: 0,
    z: new Double(0),
  });
  expect(codeOf(() => run({ $inc: { l: 1 } }, { _id: 1, l: 9223372036854775807n }))).toBe(2);
  expect(codeOf(() => run({ $inc: { a: 1 } }, { _id: 1, a: null }))).toBe(14);
});

test("min and max compare across types", () => {
  const doc = { _id: 1, a: 5 };
  expect(run({ $min: { a: 4, b: 1 } }, doc)).toEqual({ _id: 1, a: 4, b: 1 });
  expect(run({ $max: { a: "x" } }, doc)).toEqual({ _id: 1, a: "x" });
  expect(run({ $min: { a: null } }, doc)).toEqual({ _id: 1, a: null });
});

test("bit works on ints and longs only", () => {
  expect(run({ $bit: { a: { or: 5, and: 4 }, b: { xor: 1n } } }, { _id: 1, a: 2, b: 3 })).toEqual({
    _id: 1,
    a: 4,
    b: 2n,
  });
  expect(run({ $bit: { a: { or: 5 } } }, { _id: 1 })).toEqual({ _id: 1, a: 5 });
  expect(codeOf(() => run({ $bit: { a: { or: 5 } } }, { _id: 1, a: 1.5 }))).toBe(2);
});

test("unset drops a field, but leaves null in an array", () => {
  expect(run({ $unset: { a: "", "l.1": "", "x.y": "" } }, { _id: 1, a: 1, l: [1, 2], x: 5 })).toEqual({
    _id: 1,
    l: [1, null],
    x: 5,
  });
});

test("setOnInsert counts in an upsert only, currentDate is the command's time", () => {
  expect(run({ $setOnInsert: { a: 1 } }, { _id: 1 }, { isInsert: true })).toEqual({ _id: 1, a: 1 });
  expect(run({ $setOnInsert: { "a.b": 1 } }, { _id: 1, a: 5 })).toEqual({ _id: 1, a: 5 });
  expect(run({ $currentDate: { a: true, b: { $type: "timestamp" } } }, { _id: 1 })).toEqual({
    _id: 1,
    a: now,
    b: new Timestamp({ t: 1767323045, i: 1 }),
  });
});

test("rename moves a value through documents, not through arrays", () => {
  expect(run({ $rename: { a: "b.c" } }, { _id: 1, a: 1, b: { d: 2 } })).toEqual({
    _id: 1,
    b: { d: 2, c: 1 },
  });
  expect(codeOf(() => run({ $rename: { "a.0": "b" } }, { _id: 1, a: [1] }))).toBe(2);
  expect(codeOf(() => run({ $rename: { a: "b.0" } }, { _id: 1, a: 1, b: [1] }))).toBe(2);
});

test("the _id stays as it is", () => {
  expect(codeOf(() => run({ $set: { _id: 2 } }, { _id: 1 }))).toBe(66);
  expect(codeOf(() => run({ $unset: { _id: 1 } }, { _id: 1 }))).toBe(66);
  expect(codeOf(() => run({ $set: { "_id.a": 2 } }, { _id: { a: 1 } }))).toBe(66);
  expect(codeOf(() => run({ _id: 2, a: 1 }, { _id: 1 }))).toBe(66);
  expect(codeOf(() => run({ $set: { _id: [1] } }, {}, { isInsert: true }))).toBe(53);
  expect(Object.keys(run({ $set: { _id: 2, a: 1 } }, { b: 1 }, { isInsert: true }))[0]).toBe("_id");
  expect(run({ $set: { _id: 1, a: 1 } }, { _id: 1 })).toEqual({ _id: 1, a: 1 });
});

test("a replacement keeps the _id and puts it first", () => {
  const next = run({ a: 1 }, { _id: 7, b: 1 });
  expect(next).toEqual({ _id: 7, a: 1 });
  expect(Object.keys(next)).toEqual(["_id", "a"]);
  const same = { _id: 7, a: 1 };
  expect(run({ a: 1 }, same)).toBe(same);
  expect(run({ a: new Double(1) }, same)).not.toBe(same);
});

test("pipeline updates compute from the document and keep its _id", () => {
  const doc = { _id: 1, a: 2, b: { c: [1, 2] }, gone: 1 };
  const update = [{ $set: { d: { $add: ["$a", 1] }, "b.e": "$$NOW" } }, { $unset: ["gone"] }];
  expect(run(update, doc)).toEqual({ _id: 1, a: 2, b: { c: [1, 2], e: now }, d: 3 });
  expect(run([{ $replaceWith: { x: "$a" } }], doc)).toEqual({ _id: 1, x: 2 });
  expect(run([{ $project: { a: 1, _id: 0 } }], doc)).toEqual({ _id: 1, a: 2 });
  expect(run([{ $set: { a: 2 } }], doc)).toBe(doc);
  expect(codeOf(() => compileUpdate([{ $match: {} }], { now }))).toBe(72);
  expect(codeOf(() => compileUpdate([{ $nonsense: {} }], { now }))).toBe(40324);
  expect(codeOf(() => run([{ $set: { _id: 2 } }], doc))).toBe(66);
  const variables = compileUpdate([{ $set: { a: "$$x" } }], { now, variables: { x: 9 } });
  expect(variables.apply({ _id: 1 })).toEqual({ _id: 1, a: 9 });
});
