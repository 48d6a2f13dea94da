import { expect, test } from "vitest";
import { hrefOf, listInput, parseSearchParams } from "./search-params.ts";

test("an empty address is everything from the start", () => {
  expect(parseSearchParams({})).toEqual({ view: "all", q: "", cursor: undefined, from: 1 });
});

test("a place survives the way into the address and back", () => {
  const place = { view: "low", q: "mug em", cursor: "abc", from: 101 } as const;
  const address = new URL(hrefOf(place), "http://localhost").searchParams;
  expect(parseSearchParams(address)).toEqual(place);
});

test("an odd address does no harm", () => {
  const odd = { view: "everything", q: ["a", "b"], cursor: "", from: "-3" };
  expect(parseSearchParams(odd)).toEqual({ view: "all", q: "", cursor: undefined, from: 1 });
});

test("a place without a cursor starts at 1 whatever the address says", () => {
  expect(parseSearchParams({ from: "501" }).from).toBe(1);
});

test("views become the API's filters", () => {
  expect(listInput(parseSearchParams({ view: "out" }))).toEqual({ outOfStock: true, limit: 100 });
  expect(listInput(parseSearchParams({ view: "held", q: "lamp" }))).toEqual({
    held: true,
    q: "lamp",
    limit: 100,
  });
});
