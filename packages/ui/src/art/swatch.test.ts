import { expect, test } from "vitest";
import { kinds } from "./draw.ts";
import { SWATCHES, swatchColour } from "./swatch.ts";

test("the swatches are the generator's own colours, all of them", () => {
  const drawn = Object.fromEntries(Object.entries(kinds).map(([kind, { colours }]) => [kind, colours]));
  expect(SWATCHES).toEqual(drawn);
});

test("a picture nobody described has no colour", () => {
  expect(swatchColour({ kind: "toString", variant: "name" })).toBeUndefined();
  expect(swatchColour({ kind: "mug", variant: "constructor" })).toBeUndefined();
});
