import { deserialize, type SuperJSONResult, serialize } from "superjson";
import { expect, test } from "vitest";
import { type OnWire, WIRE_FORMAT } from "./wire-format.ts";

/** What becomes of a value on its way. */
const sent = (value: unknown): OnWire => JSON.parse(JSON.stringify(value)) as OnWire;

const AT = new Date("2026-12-01T12:00:00.000Z");
const VALUES: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["a text", 'a "text"'],
  ["a date", AT],
  ["a date within", { items: [{ at: AT }, { at: null }], next: { from: AT, to: AT } }],
  ["a date in a list", [1, AT, [AT]]],
  ["a date under a strange key", { "a.b": { "c\\d": AT, "e\\.f": [AT] } }],
  ["no date", { items: [{ sku: "MUG-1", options: { "Size.": "1.5 l" } }], total: 2 }],
];

test.each(VALUES)("the API reads %s as it was asked", (_, value) => {
  const wire = sent(WIRE_FORMAT.serialize(value));
  expect(deserialize(wire as SuperJSONResult)).toEqual(value);
});

const TOLD: typeof VALUES = [
  ...VALUES,
  ["numbers that JSON lacks", { share: Number.NaN, most: Number.POSITIVE_INFINITY }],
  ["a field that is undefined", { known: 1, unknown: undefined }],
];

test.each(TOLD)("pages read %s as the API told it", (_, value) => {
  const wire = sent(serialize(value));
  expect(WIRE_FORMAT.deserialize(wire)).toStrictEqual(value);
});

test("what pages cannot read is no value of some other kind", () => {
  const wire = sent(serialize({ skus: new Set(["MUG-1"]) }));
  expect(() => WIRE_FORMAT.deserialize(wire)).toThrow("holds a set");
});
