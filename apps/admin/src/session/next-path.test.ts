import { expect, test } from "vitest";
import { safeNext } from "./next-path.ts";

test("a path of this app is kept, with its filters", () => {
  expect(safeNext("/orders?view=held")).toBe("/orders?view=held");
});

test.each([
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/sign-in",
  "/api/auth/sign-out",
])("%s leads to the inventory", (next) => {
  expect(safeNext(next)).toBe("/inventory");
});
