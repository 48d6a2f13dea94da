import { expect, test } from "vitest";
import { listInput, placeHref, readPlace } from "./place.ts";

test("a place survives its address, and nonsense becomes the open ones", () => {
  for (const href of ["/issues", "/issues?state=closed", "/issues?state=closed&cursor=abc&from=26"])
    expect(placeHref(readPlace(new URL(href, "http://desk.test").searchParams))).toBe(href);
  expect(readPlace({ state: "lost", cursor: "", from: "-3" })).toEqual({
    state: "open",
    cursor: undefined,
    from: 1,
  });
  expect(listInput(readPlace({ state: "closed" }))).toEqual({ state: "closed", limit: 25 });
});
