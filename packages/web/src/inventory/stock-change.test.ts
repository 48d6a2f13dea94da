import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import { parseStaleProduct, parseStockChange } from "./stock-change.ts";

const good = {
  productId: "mug",
  version: 7,
  freeAt: "2026-11-30T12:00:00.000Z",
  skus: [{ sku: "MUG-1", available: 2, lowStockAt: 4, held: true }],
  moves: [{ sku: "MUG-1", kind: "reserve", pieces: 1 }],
};

test("figures are read with their version, the end of the nearest hold and what was done", () => {
  expect(parseStockChange(JSON.stringify(good))).toEqual({
    productId: "mug",
    version: 7,
    freeAt: new Date("2026-11-30T12:00:00.000Z"),
    skus: new Map([["MUG-1", { available: 2, lowStockAt: 4, held: true }]]),
    moves: [{ sku: "MUG-1", kind: "reserve", pieces: 1 }],
  });
  expect(parseStockChange(JSON.stringify({ ...good, freeAt: null }))?.freeAt).toBeNull();
});

test.each([
  ["no JSON", "nonsense"],
  ["a list", "[]"],
  ["no product", JSON.stringify({ ...good, productId: 1 })],
  ["a version in words", JSON.stringify({ ...good, version: "7" })],
  ["a version below 0", JSON.stringify({ ...good, version: -1 })],
  ["a date that is none", JSON.stringify({ ...good, freeAt: "tomorrow" })],
  ["a date as a number", JSON.stringify({ ...good, freeAt: 5 })],
  ["no figures", JSON.stringify({ ...good, skus: null })],
  ["a figure below 0", JSON.stringify({ ...good, skus: [{ sku: "MUG-1", available: -1, lowStockAt: 4 }] })],
  ["half a piece", JSON.stringify({ ...good, skus: [{ sku: "MUG-1", available: 0.5, lowStockAt: 4 }] })],
  ["an empty place", JSON.stringify({ ...good, skus: [null] })],
])("what is no event is none: %s", (_, text) => {
  expect(parseStockChange(text)).toBeUndefined();
});

test.each([
  ["none", undefined],
  ["no list", "reserve"],
  ["an empty place", [null]],
  ["half a piece", [{ sku: "MUG-1", kind: "sale", pieces: 0.5 }]],
  ["no kind", [{ sku: "MUG-1", pieces: 1 }]],
])("what was done is left out where it cannot be read, and the figures stay: %s", (_, moves) => {
  expect(parseStockChange(JSON.stringify({ ...good, moves }))).toMatchObject({ version: 7, moves: [] });
});

test("nothing that can be written as JSON makes it raise", () => {
  assert(
    property(json(), (text) => {
      parseStockChange(text);
      parseStaleProduct(text);
    }),
  );
});

test("a product that is to be read again is named", () => {
  expect(parseStaleProduct('{"productId":"mug"}')).toBe("mug");
  expect(parseStaleProduct("{}")).toBeUndefined();
  expect(parseStaleProduct("x")).toBeUndefined();
});
