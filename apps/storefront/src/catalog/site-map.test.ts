import { expect, test } from "vitest";
import { indexXml, pageNames, pageOf, xmlOf } from "./site-map.ts";

test("a site map has 5,000 products at most, and every name in the index can be asked for", () => {
  expect(pageNames(0)).toEqual(["shelves.xml"]);
  expect(pageNames(5_000)).toEqual(["shelves.xml", "products-1.xml"]);
  expect(pageNames(10_001)).toHaveLength(4);
  expect(pageNames(10_001).map(pageOf)).toEqual(["shelves", 1, 2, 3]);
});

test.each([
  "",
  "products-0.xml",
  "products-01.xml",
  "products-1",
  "products-99999.xml",
  "%A0",
  "../x",
  "shelves",
])("%j is no site map", (name) => expect(pageOf(name)).toBeUndefined());

test("addresses are whole ones of the shop", () => {
  expect(xmlOf("https://shop.example", ["/products/foundry-mug"])).toContain(
    "<loc>https://shop.example/products/foundry-mug</loc>",
  );
  expect(indexXml("https://shop.example", ["shelves.xml"])).toContain(
    "<loc>https://shop.example/sitemaps/shelves.xml</loc>",
  );
});
