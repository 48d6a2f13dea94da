import { expect, test } from "vitest";
import { readIdempotencyKey } from "./context.ts";

test.each([
  ["8e03978e-40d5", "8e03978e-40d5"],
  ['"8e03978e-40d5"', "8e03978e-40d5"],
  [' "8e03978e-40d5"\t', "8e03978e-40d5"],
  ["a:b.c_d-9", "a:b.c_d-9"],
  [`"${"x".repeat(128)}"`, "x".repeat(128)],
])("%s is the key %s", (header, key) => {
  expect(readIdempotencyKey(header)).toEqual({ idempotencyKey: key, isKeyMalformed: false });
});

test.each([
  "",
  '""',
  '"',
  '"open',
  'open"',
  "'single'",
  '"a" "b"',
  '"a", "b"',
  "a, b",
  "a b",
  '"a b"',
  '"a\\"b"',
  '"a\\b"',
  '"ключ"',
  '"a";p=1',
  ":YQ==:",
  "$where{}",
  "x".repeat(129),
  `"${"x".repeat(129)}"`,
])("%j is malformed, not missing", (header) => {
  expect(readIdempotencyKey(header)).toEqual({ idempotencyKey: undefined, isKeyMalformed: true });
});

test("no header is no key", () => {
  expect(readIdempotencyKey(undefined)).toEqual({ idempotencyKey: undefined, isKeyMalformed: false });
});
