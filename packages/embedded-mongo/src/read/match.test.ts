import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Doc, encode } from "../bson/index.ts";
import { compileFilter } from "../query/index.ts";
import { Match } from "./match.ts";

const values = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom(null, "a", "b"),
  fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  fc.record({ b: fc.integer({ min: 0, max: 3 }) }),
  fc.array(fc.record({ b: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
);
const documents: fc.Arbitrary<Doc> = fc.record({ a: values, b: values, c: values }, { requiredKeys: [] });
const FILTERS: readonly Doc[] = [
  { a: 1 },
  { a: null },
  { "a.b": 2 },
  { "a.0": 1 },
  { a: { $in: [1, 2] }, c: { $exists: false } },
  { $or: [{ a: 1 }, { $and: [{ b: 2 }, { c: { $ne: 3 } }] }] },
  { $nor: [{ a: { $gt: 1 } }, { "b.b": 1 }] },
  { a: { $not: { $gte: 2 } } },
  { a: { $elemMatch: { b: 1 } } },
  { b: { $elemMatch: { $gt: 1 } } },
  { $expr: { $eq: ["$a", "$c"] } },
  { a: 1, $expr: { $gt: ["$b", "$a"] } },
  { $jsonSchema: { required: ["c"] } },
  { $comment: "all" },
];

test.each(FILTERS)("%j is met by the bytes of a document as by the document", (filterDoc) => {
  const filter = compileFilter(filterDoc, { now: new Date(0) });
  fc.assert(
    fc.property(documents, (doc) => {
      const match = new Match(1, encode(doc));
      expect(match.meets(filter)).toBe(filter.matches(doc));
      expect(match.doc).toEqual(doc);
      expect(match.meets(filter)).toBe(filter.matches(doc));
    }),
    { numRuns: 300 },
  );
});
