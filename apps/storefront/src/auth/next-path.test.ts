import { expect, test } from "vitest";
import { safeNext } from "./next-path.ts";

test("a path of this shop is kept", () => {
  expect(safeNext("/orders/0123?x=1")).toBe("/orders/0123?x=1");
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
  "/api/auth/x",
])("%s leads to the account", (next) => {
  expect(safeNext(next)).toBe("/account");
});
