import { expect, test } from "vitest";
import { listInput, placeHref, readPlace } from "./place.ts";

test("a place survives the way into the address and back", () => {
  const place = { status: "paid", q: "SC-20418", cursor: "abc", from: 51 } as const;
  expect(readPlace(new URL(placeHref(place), "http://localhost").searchParams)).toEqual(place);
});

test("an odd status is no status", () => {
  expect(listInput(readPlace({ status: "lost" }))).toEqual({ limit: 50 });
});
