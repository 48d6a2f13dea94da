import { expect, test } from "vitest";
import { hrefOf, listInput, parseSearchParams } from "./search-params.ts";

test("parameters survive the way into an address and back", () => {
  const params = { status: "paid", q: "SC-20418", cursor: "abc", from: 51 } as const;
  expect(parseSearchParams(new URL(hrefOf(params), "http://localhost").searchParams)).toEqual(params);
});

test("a status that is not known shows all orders", () => {
  expect(listInput(parseSearchParams({ status: "lost" }))).toEqual({ limit: 50 });
});
