import { expect, test } from "vitest";
import { hrefOf, listInput, parseSearchParams } from "./search-params.ts";

test("an address without parameters shows everything from the first page", () => {
  expect(parseSearchParams({})).toEqual({ view: "all", q: "", cursor: undefined, from: 1 });
});

test("parameters survive the way into an address and back", () => {
  const params = { view: "low", q: "mug em", cursor: "abc", from: 101 } as const;
  const address = new URL(hrefOf(params), "http://localhost").searchParams;
  expect(parseSearchParams(address)).toEqual(params);
});

test("parameters that are not valid become defaults", () => {
  const odd = { view: "everything", q: ["a", "b"], cursor: "", from: "-3" };
  expect(parseSearchParams(odd)).toEqual({ view: "all", q: "", cursor: undefined, from: 1 });
});

test("without a cursor the first row is number 1, whatever the address says", () => {
  expect(parseSearchParams({ from: "501" }).from).toBe(1);
});

test("views become filters of the API", () => {
  expect(listInput(parseSearchParams({ view: "out" }))).toEqual({ outOfStock: true, limit: 100 });
  expect(listInput(parseSearchParams({ view: "held", q: "lamp" }))).toEqual({
    held: true,
    q: "lamp",
    limit: 100,
  });
});
