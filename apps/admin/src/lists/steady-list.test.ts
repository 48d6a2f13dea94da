import { expect, test } from "vitest";
import { arrivedRows, followPage, type ListLayout, unlistedRows } from "./steady-list.ts";

type Row = { readonly key: string; readonly figure: number };
const keyOf = ({ key }: Row): string => key;
const page = (keys: string, figure = 0, nextCursor: string | null = null) => ({
  items: keys.split("").map((key) => ({ key, figure })),
  nextCursor,
});
const places = ({ rows }: ListLayout<Row>): string => rows.map(keyOf).join("");
const names = (rows: readonly Row[]): string => rows.map(keyOf).join("");

test("rows keep their places when a page is read again; what is listed has its new figures", () => {
  const first = followPage(undefined, "low", page("bcd", 1, "after d"), keyOf);
  const next = followPage(first, "low", page("abd", 2, "after b"), keyOf);
  expect(places(next)).toBe("bcd");
  expect(next.rows.map(({ figure }) => figure)).toEqual([2, 1, 2]);
  expect([names(unlistedRows(next, keyOf)), names(arrivedRows(next, keyOf))]).toEqual(["c", "a"]);
  expect(next.nextCursor).toBe("after d");
});

test("a row that comes back is where it was, with its figures", () => {
  let layout = followPage(undefined, "low", page("abc", 1), keyOf);
  layout = followPage(layout, "low", page("ac", 2), keyOf);
  layout = followPage(layout, "low", page("abc", 3), keyOf);
  expect(places(layout)).toBe("abc");
  expect(layout.rows.map(({ figure }) => figure)).toEqual([3, 3, 3]);
  expect(unlistedRows(layout, keyOf)).toEqual([]);
});

test("the same page leaves the same layout, so that nothing renders again", () => {
  const answer = page("ab");
  const layout = followPage(undefined, "all", answer, keyOf);
  expect(followPage(layout, "all", answer, keyOf)).toBe(layout);
});

test.each([
  ["another view", "abc", "out", "ca"],
  ["a page that had no rows", "", "low", "ca"],
  ["a page that lost too many of its rows", "abcdefghijklmnopqrstuvwxy", "low", "abc"],
])("%s is laid out anew", (_, before, of, after) => {
  const layout = followPage(undefined, "low", page(before), keyOf);
  expect(places(followPage(layout, of, page(after, 0, "next"), keyOf))).toBe(after);
});
