import { expect, test } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor, limitSchema, queryBoolean } from "./page.ts";

const position = z.object({ value: z.string(), id: z.string() });

test("a cursor survives the round trip, any letters included", () => {
  const at = { value: "Größe ☃ +/=", id: "a" };
  expect(decodeCursor(encodeCursor(at), position)).toEqual(at);
});

test.each(["", "%", "bm90IGpzb24", encodeCursor({ $gt: "" }), encodeCursor(["x"])])(
  "refuses the cursor %j",
  (cursor) => {
    expect(() => decodeCursor(cursor, position)).toThrowError(
      expect.objectContaining({ code: "input.invalid_cursor" }),
    );
  },
);

test("a limit may be text, but must be a whole number from 1 to 100", () => {
  expect(limitSchema.parse("7")).toBe(7);
  expect(limitSchema.parse(undefined)).toBe(24);
  for (const bad of ["0", "101", "1.5", "", "x", -1, [], { $gt: "" }, null]) {
    expect(limitSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});

test("a flag is true or false and nothing else", () => {
  expect(queryBoolean.parse("true")).toBe(true);
  expect(queryBoolean.parse("false")).toBe(false);
  for (const bad of ["yes", "1", 1, "", []]) expect(queryBoolean.safeParse(bad).success).toBe(false);
});
