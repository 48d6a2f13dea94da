import { expect, test } from "vitest";
import { isValidTarget } from "./request-target.ts";

test.each([
  "/",
  "/products",
  "/products/",
  "/a%20b",
  "/%F0%9F%92%A1",
  "/a+b;c=d",
  "/50%25",
  "/(desk)",
  "/a?q=%",
  "/?%A0",
])("%s can be read", (target) => expect(isValidTarget(target)).toBe(true));

test.each([
  "/%A0",
  "/50%",
  "/%",
  "/%zz",
  "/a/%c0%ae/b",
  "/%ed%a0%80",
  "/%F0%9F%92",
  "/%00",
  "/a%0d%0ab",
  "/a%7f",
  "/%2e%2e/metrics",
  "/api/.%2E/metrics",
  "/./a",
  "/a/..",
  "/a%2Fb",
  "/a%5cb",
  "/a\\b",
  `/${"a".repeat(8192)}`,
  `/${"%41".repeat(2700)}`,
  `/?${"a".repeat(9000)}`,
  "*",
  "http://other.example/products",
  "",
])("%s is no address", (target) => expect(isValidTarget(target)).toBe(false));
