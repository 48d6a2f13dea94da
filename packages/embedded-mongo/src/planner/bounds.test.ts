import { assert, constantFrom, double, oneof, property, record, string } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Doc } from "../bson/index.ts";
import { compileIndexKeys } from "../bson/index.ts";
import { compileFilter } from "../query/index.ts";
import type { KeyRange } from "../storage/index.ts";
import { boundsOf, rangesAfter } from "./bounds.ts";

/** Values whose keys begin with the lowest and highest bytes, where a wrong bound shows first. */
const edge = constantFrom<unknown>(
  "",
  "a",
  "a\u0000",
  "ab",
  "\uffff",
  0,
  -0.5,
  Number.NaN,
  Infinity,
  -Infinity,
  2n ** 62n,
  false,
  true,
  new Date(0),
  new Date(-1),
);
const value = oneof(edge, double(), string());
const condition = oneof(
  value.map((operand): Doc => ({ $eq: operand })),
  record({ $gt: value, $lt: value }, { requiredKeys: [] }).map((operators): Doc => operators),
  record({ $gte: value, $lte: value }, { requiredKeys: [] }).map((operators): Doc => operators),
  record({ $gt: value, $gte: value, $lt: value, $lte: value }, { requiredKeys: [] }).map((all): Doc => all),
  constantFrom<Doc>({ $regex: "^a" }, { $in: ["a", 0, ""] }),
);

function holds(ranges: readonly KeyRange[], key: Uint8Array): boolean {
  return ranges.some(
    ({ lower, upper }) =>
      (!lower || Buffer.compare(key, lower) >= 0) && (!upper || Buffer.compare(key, upper) < 0),
  );
}

describe("the stretches of an index that a condition asks for", () => {
  it.each([1, -1] as const)(
    "hold every value that matches, in direction %i, and no other if they say so",
    (direction) => {
      const prefix = Uint8Array.of(10, 255, 255);
      const keyOf = (doc: Doc): Uint8Array =>
        Buffer.concat([prefix, compileIndexKeys({ a: direction })(doc).keys[0] ?? prefix]);
      assert(
        property(condition, value, (operators, stored) => {
          const filter = compileFilter({ a: operators }, { now: new Date(0) });
          const bounds = boundsOf(filter.conjuncts, "a", false);
          if (!bounds) return;
          const isHeld = holds(rangesAfter([prefix], bounds, { path: "a", direction }), keyOf({ a: stored }));
          const matches = filter.matches({ a: stored });
          if (matches) expect(isHeld).toBe(true);
          if (bounds.exact) expect(isHeld).toBe(matches);
        }),
        { numRuns: 2000 },
      );
    },
  );

  it("begin at the tightest of several bounds on one side, in whatever order they are told", () => {
    for (const bounds of [
      [{ $gte: 5 }, { $gte: 900 }, { $gt: 900 }],
      [{ $gt: 900 }, { $gte: 5 }],
    ]) {
      const filter = compileFilter({ $and: bounds.map((each) => ({ a: each })) }, { now: new Date(0) });
      const found = boundsOf(filter.conjuncts, "a", false);
      const ranges = found ? rangesAfter([new Uint8Array(0)], found, { path: "a", direction: 1 }) : [];
      const keyOf = (a: number) => compileIndexKeys({ a: 1 })({ a }).keys[0] ?? new Uint8Array(0);
      expect([6, 900, 901].map((a) => holds(ranges, keyOf(a)))).toEqual([false, false, true]);
    }
  });

  it.each<Doc>([
    { $gte: Number.NaN, $gt: 0 },
    { $gt: 0, $lte: Number.NaN },
    { $gte: 1, $gt: "a" },
    { $lt: 5 },
  ])("are not exact for %o, whose index stretch holds what does not match", (operators) => {
    const { conjuncts } = compileFilter({ a: operators }, { now: new Date(0) });
    expect(boundsOf(conjuncts, "a", false)?.exact).toBe(false);
  });
});
