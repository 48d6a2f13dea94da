import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
  uniqueArray,
} from "fast-check";
import type { Db, Document, IndexSpecification } from "mongodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { InProcess } from "./harness/in-process.ts";

/** Filters are made over few paths and values, so that many documents match and many indexes apply. */
const scalar = oneof(
  integer({ min: -1, max: 3 }),
  constantFrom<unknown>(null, "", "a", "ab", true, new Date(0), 1.5),
);
const value = oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: array(scalar, { maxLength: 3 }) },
);
const inner = record({ x: value, y: value }, { requiredKeys: [] });
const doc = record(
  { a: value, b: value, c: oneof(inner, array(inner, { maxLength: 2 }), scalar) },
  { requiredKeys: [] },
);
const path = constantFrom("a", "b", "c.x", "c.y", "c");

const condition = oneof(
  scalar,
  record({ $in: array(scalar, { maxLength: 3 }) }),
  record({ $gt: scalar, $lte: scalar }, { requiredKeys: [] }),
  record({ $gte: scalar, $lt: scalar }, { requiredKeys: [] }),
  constantFrom<Document>(
    { $exists: true },
    { $exists: false },
    { $ne: 1 },
    { $regex: "^a" },
    { $elemMatch: { x: 1 } },
    { $size: 1 },
  ),
);
const simple = array(record({ path, condition }), { maxLength: 3 }).map((parts) =>
  Object.fromEntries(parts.map((part) => [part.path, part.condition])),
);
const filter = oneof(
  simple,
  array(simple, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  record({ $and: array(simple, { minLength: 1, maxLength: 2 }) }),
);
const direction = constantFrom(1 as const, -1 as const);
const keys = uniqueArray(record({ path, direction }), {
  minLength: 1,
  maxLength: 3,
  selector: (part) => part.path,
}).map((parts) => Object.fromEntries(parts.map((part) => [part.path, part.direction])));
const index = record({
  key: keys,
  options: constantFrom<Document>(
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { a: { $gt: 0 } } },
    { partialFilterExpression: { b: { $exists: true } } },
  ),
});
const sort = oneof(constant(undefined), keys);

let place: InProcess;
let db: Db;

beforeAll(async () => {
  place = await InProcess.start();
  db = (await place.connect()).db();
});
afterAll(async () => {
  await place.end();
});

const SCRIPT = record({
  docs: array(doc, { minLength: 1, maxLength: 25 }),
  indexes: array(index, { minLength: 1, maxLength: 3 }),
  questions: array(record({ filter, sort }), { minLength: 1, maxLength: 8 }),
});

async function makeIndexes(indexes: readonly { key: Document; options: Document }[]): Promise<void> {
  for (const { key, options } of indexes) {
    // Two indexes of one key, or arrays side by side under one, are refused; the others serve.
    await db
      .collection("c")
      .createIndex(key as IndexSpecification, options)
      .catch(() => undefined);
  }
}

/** Null: the sort was refused, because a document has arrays under two of its keys. */
async function unlessParallel<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (String(error).includes("parallel arrays")) return null;
    throw error;
  }
}

it("finds the same documents by indexes as by reading the collection, in an order the sort allows", async () => {
  await assert(
    asyncProperty(SCRIPT, async ({ docs, indexes, questions }) => {
      const c = db.collection<{ _id: number }>("c");
      await c.drop();
      await makeIndexes(indexes);
      // An index may refuse a document with arrays side by side; the rest is what is asked about.
      await c
        .insertMany(
          docs.map((content, _id) => ({ ...content, _id })),
          { ordered: false },
        )
        .catch(() => undefined);
      for (const question of questions) {
        const ask = (hint?: Document): Promise<{ _id: number }[]> =>
          c
            .find(question.filter, {
              ...(question.sort ? { sort: question.sort } : {}),
              ...(hint ? { hint } : {}),
            })
            .toArray();
        const [planned, scanned] = [await unlessParallel(ask()), await unlessParallel(ask({ $natural: 1 }))];
        expect(planned === null).toBe(scanned === null);
        if (planned === null || scanned === null) continue;
        const ids = (found: readonly { _id: number }[]): number[] =>
          found.map(({ _id }) => _id).sort((a, b) => a - b);
        expect(ids(planned)).toEqual(ids(scanned));
        expect(await c.countDocuments(question.filter)).toBe(scanned.length);
        if (question.sort) expect(sortKeys(planned, question.sort)).toEqual(sortKeys(scanned, question.sort));
      }
    }),
    { numRuns: 80 },
  );
}, 60_000);

/** The values sorted by first, which come in one order whatever the plan; arrays, which may tie with values, aside. */
function sortKeys(found: readonly Document[], by: Document): unknown[] {
  const [first = ""] = Object.keys(by);
  const values = found.map((item): unknown => item[first] ?? null);
  return first.includes(".") || values.some(Array.isArray) ? [] : values;
}
