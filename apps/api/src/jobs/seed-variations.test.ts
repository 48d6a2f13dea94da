import { productSchema } from "@scarlet/domain/catalog";
import { expect, test } from "vitest";
import { openingProduct, seedCatalog } from "./seed-catalog.ts";
import { variation } from "./seed-variations.ts";

const { categories, products } = seedCatalog();
const PLACES = Array.from({ length: products.length * 40 }, (_, place) => place);
const opened = PLACES.map((place) => openingProduct(variation(products, place), place));

test("the catalog has 48 products on 6 shelves, every one of them on a shelf that there is", () => {
  expect(categories).toHaveLength(6);
  expect(products).toHaveLength(48);
  const shelves = new Set(categories.map(({ slug }) => slug));
  expect(products.filter(({ category }) => !shelves.has(category))).toEqual([]);
});

test("a product's price is the lowest of its SKUs', also after prices were varied", () => {
  for (const { product } of opened)
    expect(product.priceMinor).toBe(Math.min(...product.skus.map(({ priceMinor }) => priceMinor)));
});

test("every variation is a product with id, slug and SKUs of its own, newest first", () => {
  for (const { product } of opened) productSchema.parse(product);
  const all = opened.map(({ product }) => product);
  for (const words of [all.map(({ id }) => id), all.map(({ slug }) => slug)])
    expect(new Set(words).size).toBe(all.length);
  const codes = all.flatMap(({ skus }) => skus.map(({ sku }) => sku));
  expect(new Set(codes).size).toBe(codes.length);
  expect(all.map(({ publishedAt }) => publishedAt.getTime())).toEqual(
    all.map(({ publishedAt }) => publishedAt.getTime()).toSorted((a, b) => b - a),
  );
});

test("the same place gives the same product at every run, with stock that differs from place to place", () => {
  expect(variation(products, 4321)).toEqual(variation(products, 4321));
  const pieces = opened.flatMap(({ onHand }) => Object.values(onHand));
  expect(pieces.filter((onHand) => onHand === 0).length).toBeGreaterThan(0);
  expect(new Set(pieces).size).toBeGreaterThan(40);
});
