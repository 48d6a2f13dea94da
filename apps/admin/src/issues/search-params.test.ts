import { expect, test } from "vitest";
import { hrefOf, listInput, parseSearchParams } from "./search-params.ts";

test("parameters survive the way into an address and back; what is not valid becomes the open issues", () => {
  for (const href of ["/issues", "/issues?state=closed", "/issues?state=closed&cursor=abc&from=26"])
    expect(hrefOf(parseSearchParams(new URL(href, "http://admin.test").searchParams))).toBe(href);
  expect(parseSearchParams({ state: "lost", cursor: "", from: "-3" })).toEqual({
    state: "open",
    cursor: undefined,
    from: 1,
  });
  expect(listInput(parseSearchParams({ state: "closed" }))).toEqual({ state: "closed", limit: 25 });
});
