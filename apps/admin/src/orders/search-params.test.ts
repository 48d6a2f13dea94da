import { expect, test } from "vitest";
import { hrefOf, listInput, parseSearchParams } from "./search-params.ts";

test("a place survives the way into the address and back", () => {
  const place = { status: "paid", q: "SC-20418", cursor: "abc", from: 51 } as const;
  expect(parseSearchParams(new URL(hrefOf(place), "http://localhost").searchParams)).toEqual(place);
});

test("an odd status is no status", () => {
  expect(listInput(parseSearchParams({ status: "lost" }))).toEqual({ limit: 50 });
});
