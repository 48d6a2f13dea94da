import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { prefixesBetween, pricePrefixes } from "./price-prefixes.ts";

const MAX_PRICE = 2_147_483_647;
/** As many ranges as MongoDB merges to keep an order (internalQueryMaxScansToExplode). */
const MAX_MERGED = 200;

test("a price within the bounds has one of the prefixes, one outside has upwards", () => {
  const price = integer({ min: 0, max: MAX_PRICE });
  const near = integer({ min: -2, max: 2 });
  assert(
    property(price, price, price, near, (one, other, third, step) => {
      const [min, max] = [Math.min(one, other), Math.max(one, other)];
      const between = new Set(prefixesBetween(min, max));
      for (const asked of [third, min + step, max + step]) {
        if (asked < 0) continue;
        const shared = pricePrefixes(asked).filter((prefix) => between.has(prefix));
        expect(shared).toHaveLength(asked >= min && asked <= max ? 1 : 0);
      }
      expect(between.size).toBeLessThanOrEqual(170);
    }),
  );
});

test("without a bound there is no end on that side", () => {
  expect(prefixesBetween(undefined, 1999)).toEqual(["0000000", "0000001"]);
  const upwards = prefixesBetween(500_000);
  expect(upwards.slice(0, 6)).toEqual(["00005", "00006", "00007", "00008", "00009", "0001"]);
  expect(upwards.slice(-2)).toEqual(["8", "9"]);
});

test("the widest uneven bounds are still few enough to be walked side by side; nothing lies between crossed ones", () => {
  expect(prefixesBetween(1, MAX_PRICE - 1).length).toBeLessThan(MAX_MERGED);
  expect(prefixesBetween(1, 999_999_998).length).toBeLessThan(MAX_MERGED);
  expect(prefixesBetween(2, 1)).toEqual([]);
});
