import { expect, test } from "vitest";
import { safeNext } from "./next-path.ts";

// What counts as a path of an app at all is tested with `pathAfterSignIn` in packages/domain.
test("a path of this app is kept; any other, and the pages of signing in, lead to /account", () => {
  expect(safeNext("/orders/0123?x=1")).toBe("/orders/0123?x=1");
  for (const next of [
    undefined,
    "",
    "https://evil.example",
    "/.//evil.example",
    "/sign-in",
    "/sign-up",
    "/forgot-password",
    "/reset-password?token=a",
    "/api/auth/x",
  ])
    expect(safeNext(next)).toBe("/account");
});
