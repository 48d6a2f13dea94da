import { expect, test } from "vitest";
import { hrefOf, listInput, parseSearchParams } from "./search-params.ts";

test("parameters survive the way into an address and back; what is not valid becomes all mails", () => {
  for (const href of ["/mail", "/mail?state=failed", "/mail?state=sent&cursor=abc&from=26"])
    expect(hrefOf(parseSearchParams(new URL(href, "http://admin.test").searchParams))).toBe(href);
  expect(parseSearchParams({ state: "kept", cursor: "", from: "-3" })).toEqual({
    state: undefined,
    cursor: undefined,
    from: 1,
  });
  expect(listInput(parseSearchParams({ state: "failed" }))).toEqual({ state: "failed", limit: 25 });
});
