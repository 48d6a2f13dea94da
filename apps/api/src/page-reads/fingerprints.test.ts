import { assert, object, property } from "fast-check";
import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprints.ts";

const card = (id: string, availableStock = 3) => ({
  id,
  availableStock,
  freeAt: new Date(0),
  skus: [{ sku: id, availableStock }],
});

test("the same answer has the same fingerprint, whichever object says it", () => {
  const page = () => ({ items: [card("mug"), card("bowl")], page: 1, total: 2, nextCursor: null });
  expect(fingerprintOf(page())).toBe(fingerprintOf(page()));
  expect(fingerprintOf(page())).toMatch(/^[\w-]{16}$/);
});

test("every change of an answer changes it", () => {
  const page = { items: [card("mug"), card("bowl")], page: 1, total: 2, nextCursor: null };
  const others = [
    { ...page, items: [card("bowl"), card("mug")] },
    { ...page, items: [card("mug", 2), card("bowl")] },
    { ...page, items: [{ ...card("mug"), freeAt: null }, card("bowl")] },
    { ...page, items: [card("mug")] },
    { ...page, items: [] },
    { ...page, total: 3 },
    { ...page, nextCursor: "x" },
  ];
  const told = [page, ...others].map(fingerprintOf);
  expect(new Set(told).size).toBe(told.length);
});

test("answers that differ in anything differ in their fingerprints", () => {
  const value = object({ maxDepth: 2 });
  assert(
    property(value, value, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(fingerprintOf(one) === fingerprintOf(other)).toBe(same);
    }),
  );
});
