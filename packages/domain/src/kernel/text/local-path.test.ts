import { array, assert, constantFrom, oneof, property, string, webUrl } from "fast-check";
import { expect, test } from "vitest";
import { localPath, pathAfterSignIn } from "./local-path.ts";

test.each([
  "/orders/0123?x=1",
  "/orders?view=held&q=a%20b#top",
  "/search?q=%E2%9C%93",
  "/search?q=https://elsewhere.example//x",
  "/",
])("%s is kept as it is", (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([
  undefined,
  "",
  "orders",
  "https://evil.example",
  "javascript:alert(1)",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "/x/%2E%2e//evil.example",
  "/\u0000/evil.example",
  "/\u200b/evil.example",
  "/\u202e",
  "/\u2028/evil.example",
  `/${"x".repeat(2_000)}`,
])("%j is no path of this site", (text) => {
  expect(localPath(text)).toBeNull();
});

test("whatever is typed, nobody is led to another site", () => {
  const pieces = constantFrom(
    "/",
    "//",
    "\\",
    "\t",
    "\n",
    ".",
    "..",
    "%2e",
    "%2f",
    "%5c",
    "@",
    ":",
    "?",
    "#",
    "evil.example",
  );
  const text = oneof(
    array(oneof(pieces, string()), { maxLength: 8 }).map((parts) => parts.join("")),
    webUrl(),
  );
  const site = "https://shop.example";
  assert(
    property(
      oneof(
        text,
        text.map((rest) => `/${rest}`),
      ),
      (next) => {
        const path = pathAfterSignIn(next, { home: "/account", not: ["sign-in"] });
        const led = new URL(path, `${site}/sign-in?next=x`);
        expect(led.origin).toBe(site);
        // Whoever resolves the answer once more ends at the same place.
        expect(new URL(led.pathname + led.search + led.hash, site).href).toBe(led.href);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  "/sign-in",
  "/sign-in?next=/sign-in",
  "/sign%2Din",
  "/SIGN-IN/x",
  "/x/../sign-in",
  "/api/auth/x",
  "/api",
])("%s would lead in a circle or nowhere", (next) => {
  expect(pathAfterSignIn(next, { home: "/account", not: ["sign-in", "api"] })).toBe("/account");
});

test("a page whose name only begins like one of those is a page", () => {
  expect(pathAfterSignIn("/sign-inside", { home: "/account", not: ["sign-in"] })).toBe("/sign-inside");
});
