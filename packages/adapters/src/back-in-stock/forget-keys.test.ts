import type { Forgettable } from "@scarlet/domain/back-in-stock";
import { expect, test } from "vitest";
import { createForgetKeys } from "./forget-keys.ts";

const DAY_MS = 24 * 60 * 60_000;
const SECRET = "a secret of thirty-two characters";
const address: Forgettable = { kind: "address", address: "marta@example.com" };
const request: Forgettable = { kind: "request", id: "0".repeat(24) };

test("a key opens what was sealed, tells it to nobody, and fits into an address", () => {
  const keys = createForgetKeys({ secret: SECRET });
  for (const what of [address, request]) {
    const key = keys.seal(what);
    expect(keys.open(key)).toEqual(what);
    expect(key).toMatch(/^[\w-]{40,400}$/);
    expect(Buffer.from(key, "base64url").toString("latin1")).not.toContain("marta");
  }
  expect(keys.seal(address)).not.toBe(keys.seal(address));
});

test("a key ends with the life of a request", () => {
  let nowMs = 0;
  const keys = createForgetKeys({ secret: SECRET, nowMs: () => nowMs });
  const key = keys.seal(address);
  nowMs = 180 * DAY_MS - 1;
  expect(keys.open(key)).toEqual(address);
  nowMs += 1;
  expect(keys.open(key)).toBeNull();
});

test("changed, shortened, foreign and made-up keys open nothing", () => {
  const keys = createForgetKeys({ secret: SECRET });
  const key = keys.seal(request);
  const bytes = Buffer.from(key, "base64url");
  const changed = [...bytes.keys()].map((at) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy.toString("base64url");
  });
  const foreign = createForgetKeys({ secret: "b".repeat(32) }).seal(request);
  for (const bad of [...changed, key.slice(0, -3), key.slice(0, 20), foreign, "", "x", "key"])
    expect([bad, keys.open(bad)]).toEqual([bad, null]);
});
