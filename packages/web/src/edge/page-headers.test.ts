import type { IncomingMessage } from "node:http";
import inject from "light-my-request";
import { expect, test } from "vitest";
import { SHARED_PAGE_HEADER } from "../page-cache/shared-page-header.ts";
import { withPageHeaders } from "./page-headers.ts";

/** What Next is given with a request for this address, and what is answered. */
async function ask(url: string, headers: Record<string, string> = {}) {
  let seen: IncomingMessage["headers"] = {};
  const handle = withPageHeaders(async (request, response) => {
    seen = request.headers;
    response.end();
  }, false);
  const answer = await inject((request, response) => void handle(request, response), { url, headers });
  return { seen, policy: answer.headers["content-security-policy"] };
}

test("a page has a policy with a nonce of its own, which Next is told as well", async () => {
  const first = await ask("/cart", { "x-nonce": "mine", "content-security-policy": "script-src *" });
  expect(first.policy).toContain(`'nonce-${String(first.seen["x-nonce"])}'`);
  expect(first.seen["content-security-policy"]).toBe(first.policy);
  expect((await ask("/cart")).seen["x-nonce"]).not.toBe(first.seen["x-nonce"]);
});

test.each([
  ["/orders/1?tab=2", "/orders/1?tab=2"],
  ["/orders/1?tab=2&_rsc=abc", "/orders/1?tab=2"],
  ["/orders/1?_rsc=abc", "/orders/1"],
  ["/search?q=a?b", "/search?q=a?b"],
])("the page at %s knows its path as %s", async (url, path) => {
  expect((await ask(url)).seen["x-path"]).toBe(path);
});

test("a path that is too long to lead back to is not told, not even by the one who asks", async () => {
  expect((await ask(`/${"a".repeat(1_024)}`, { "x-path": "/elsewhere" })).seen["x-path"]).toBeUndefined();
});

test.each(["/_next/static/chunks/1.js", "/api/health", "/art/1/mug/ember/100/front.svg?x=1", "/icon.svg"])(
  "%s is no page",
  async (url) => {
    expect((await ask(url)).policy).toBeUndefined();
  },
);

test.each(["/", "/apish", "/artful", "/icon.svg/more", "/art/1", "/_next/staticky"])(
  "%s is a page",
  async (url) => {
    expect((await ask(url)).policy).toContain("'nonce-");
  },
);

test("a page for everybody has no nonce", async () => {
  const { seen, policy } = await ask("/", { [SHARED_PAGE_HEADER]: "1" });
  expect([seen["x-nonce"], seen["content-security-policy"], policy]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
