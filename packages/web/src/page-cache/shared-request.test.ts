import { expect, test } from "vitest";
import { sharedRequestOf } from "./shared-request.ts";

const isShared = (path: string) => path === "/products" || path === "/";
const of = (method: string, url: string, headers: Record<string, string> = {}) =>
  sharedRequestOf({ method, url, headers }, isShared);

test("who asks makes no difference", () => {
  const asked = [
    {},
    { cookie: "session=marta" },
    { "user-agent": "a crawler", "x-forwarded-for": "203.0.113.7" },
  ].map((headers) => of("GET", "/products?page=2", headers));
  expect(new Set(asked.map((each) => each?.key)).size).toBe(1);
  expect(asked[1]).toEqual({ key: expect.any(String), url: "/products?page=2", headers: {} });
});

test("what is asked for does", () => {
  const router = { rsc: "1", "next-router-state-tree": "[]" };
  const asked = [
    of("GET", "/products"),
    of("GET", "/products?page=2"),
    of("GET", "/"),
    of("GET", "/products", router),
    of("GET", "/products", { ...router, "next-router-prefetch": "1" }),
  ];
  expect(new Set(asked.map((each) => each?.key)).size).toBe(asked.length);
  expect(asked[3]?.headers).toEqual(router);
});

test("other pages and methods, and what is too long to be asked for twice, are made for the one who asks", () => {
  expect(of("GET", "/cart")).toBeNull();
  expect(of("HEAD", "/products")).toBeNull();
  expect(of("GET", `/products?q=${"x".repeat(5_000)}`)).toBeNull();
});
