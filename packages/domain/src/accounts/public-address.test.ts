import { expect, test } from "vitest";
import { isSafeAddress } from "./public-address.ts";

test.each([
  ["https://shop.example", true],
  ["https://10.0.0.5:8443", true],
  ["http://127.0.0.1:3000", true],
  ["http://localhost:3000", true],
  ["http://[::1]:3000", true],
  ["http://shop.example", false],
  ["http://10.0.0.5:3000", false],
  ["http://0.0.0.0:3000", false],
  ["http://127.0.0.1.evil.example", false],
  ["http://localhost.evil.example", false],
  ["http://localhost@evil.example", false],
])("%s: %s", (url, safe) => expect(isSafeAddress(url)).toBe(safe));
