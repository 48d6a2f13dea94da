import { expect, test } from "vitest";
import { newerMovements, parseMovements } from "./latest-movements.ts";

const movement = (atMs: number) => ({
  id: `MUG-1 ${atMs}`,
  slug: "mug",
  title: "Mug",
  options: { Colour: "Ember" },
  kind: "reserve" as const,
  from: 4,
  to: 3,
  at: new Date(atMs),
});

test("movements are read as the shop tells them", () => {
  expect(parseMovements(JSON.stringify([movement(2), movement(1)]))).toEqual([movement(2), movement(1)]);
  expect(parseMovements("[]")).toEqual([]);
});

test.each([
  "",
  "null",
  "{}",
  "[null]",
  JSON.stringify([{ ...movement(1), to: "3" }]),
  JSON.stringify([{ ...movement(1), from: 1.5 }]),
  JSON.stringify([{ ...movement(1), title: null }]),
  JSON.stringify([{ ...movement(1), options: { Colour: 5 } }]),
  JSON.stringify([{ ...movement(1), options: null }]),
  JSON.stringify([{ ...movement(1), at: "tomorrow" }]),
  JSON.stringify([{ ...movement(1), at: 5 }]),
  JSON.stringify([movement(2), "forged"]),
])("what is none changes nothing: %s", (text) => {
  expect(parseMovements(text)).toBeUndefined();
});

test("what was read earlier does not come back over what was read later", () => {
  const [older, newer] = [[movement(1)], [movement(2), movement(1)]];
  expect(newerMovements(newer, older)).toBe(newer);
  expect(newerMovements(older, newer)).toBe(newer);
  expect(newerMovements([], newer)).toBe(newer);
  expect(newerMovements(newer, undefined)).toBe(newer);
});
