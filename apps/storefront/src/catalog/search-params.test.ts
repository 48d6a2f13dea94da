import { expect, test } from "vitest";
import { hrefOf, listInput, readListParams, requestedPage } from "./search-params.ts";

test("an address is read and written back", () => {
  const search = { inStock: "true", min: "20", max: "200", sort: "price_asc", page: "3" };
  const listParams = readListParams(search);
  expect(hrefOf("/products", listParams, { page: listParams.page })).toBe(
    "/products?inStock=true&min=20&max=200&sort=price_asc&page=3",
  );
  expect(listInput(listParams, "lamps")).toEqual({
    category: "lamps",
    inStock: true,
    minPrice: 2000,
    maxPrice: 20000,
    sort: "price_asc",
    limit: 24,
  });
});

test("the usual is not written, and a change of filter leads to the first page", () => {
  expect(hrefOf("/products", readListParams({}))).toBe("/products");
  expect(hrefOf("/products", readListParams({ page: "4" }), { sort: "title" })).toBe("/products?sort=title");
  expect(hrefOf("/products", readListParams({ cursor: "abc_-9" }), { cursor: "next" })).toBe(
    "/products?cursor=next",
  );
});

test.each([
  { inStock: "maybe", min: "-1", max: "a lot", sort: "toString", page: "1e9", cursor: "<script>" },
  { page: "0" },
  { page: "-1" },
  { page: "1.5" },
  { page: "٣" },
  { min: "1 5", max: "1,5" },
  { min: "1.5", max: "1€5" },
  { page: "9".repeat(20) },
  { sort: ["newest", "title"], min: ["", "3"] },
])("what makes no sense is left out: %o", (search) => {
  expect(hrefOf("/products", readListParams(search))).toBe("/products");
});

test("a page beyond the numbered ones is kept, to be led to the last there is", () => {
  expect(readListParams({ page: "11" }).page).toBe(11);
  expect(requestedPage(readListParams({ page: "11" }))).toBe(10);
  expect(requestedPage(readListParams({ page: "3" }))).toBe(3);
});

test("every cursor that the API hands out is taken", () => {
  expect(readListParams({ cursor: "x".repeat(512) }).cursor).toHaveLength(512);
});

test("prices are read as people write them", () => {
  expect(readListParams({ min: "€ 200", max: "20" })).toMatchObject({ min: 20, max: 200 });
});
