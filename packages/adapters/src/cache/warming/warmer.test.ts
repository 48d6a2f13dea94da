import type { Warmed } from "@scarlet/domain/cache";
import { describe, expect, test } from "vitest";
import type { CacheControl, ControlReading } from "../control/cache-control.ts";
import { createWarmer, type WarmerParts } from "./warmer.ts";

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => `p${from + place}`);
const quiet = { info() {}, warn() {}, error() {} };

/** Processes of a shop whose cache is on in `shop.epoch` (null: not readable); reads and pauses are written down. */
function openShop(counted: readonly string[], newest: readonly string[]) {
  const shop = {
    epoch: 1 as number | null,
    taken: new Map<number, "taken" | "done">(),
    reads: [] as string[][],
  };
  const told: Warmed[] = [];
  const pauses: number[] = [];
  const process = (more: Partial<WarmerParts> = {}) =>
    createWarmer({
      control: {
        readable: () => (shop.epoch === null ? null : ({ epoch: shop.epoch } as ControlReading)),
      } as CacheControl,
      createReader: (filled) => ({
        async readStock(batch) {
          shop.reads.push([...batch]);
          filled(batch.length - 1);
          return new Map();
        },
      }),
      right: {
        async first(epoch) {
          const isFirst = !shop.taken.has(epoch);
          if (isFirst) shop.taken.set(epoch, "taken");
          return isFirst;
        },
        async again(epoch) {
          const isFree = shop.taken.get(epoch) !== "taken";
          shop.taken.set(epoch, "taken");
          return isFree;
        },
        async end(epoch) {
          shop.taken.set(epoch, "done");
        },
      },
      popularity: {
        top: async (limit) =>
          counted.slice(0, limit).map((productId, place) => ({ productId, reads: 900 - place })),
      },
      newest: async (limit) => newest.slice(0, limit),
      words: async () => {},
      log: quiet,
      onWarmed: (did) => told.push(did),
      sleep: async (ms) => void pauses.push(ms),
      ...more,
    });
  return { shop, told, pauses, process };
}

describe("warming", () => {
  test("most read first, then the newest, five hundred, fifty at a time with pauses", async () => {
    const { shop, told, pauses, process } = openShop(ids(0, 60), [...ids(40, 100), ...ids(100, 900)]);
    await process().look();
    expect(shop.reads.map((batch) => batch.length)).toEqual(Array.from({ length: 10 }, () => 50));
    expect(shop.reads.flat()).toEqual(ids(0, 500));
    expect(pauses).toHaveLength(9);
    expect(told).toEqual([{ products: 500, filled: 490 }]);
  });

  test("once an epoch, by one process of all, and again when the cache comes back", async () => {
    const { shop, told, process } = openShop(ids(0, 10), []);
    const [one, two] = [process(), process()];
    for (const each of [one, two, one, two]) await each.look();
    expect(told).toHaveLength(1);
    shop.epoch = null;
    await one.look();
    shop.epoch = 2;
    for (const each of [two, one, two]) await each.look();
    expect(told).toHaveLength(2);
    expect(shop.reads).toHaveLength(2);
  });

  test("ends when the cache is not in use any more, and when the process ends", async () => {
    const { shop, told, process } = openShop(ids(0, 500), []);
    await process({
      sleep: async () => {
        shop.epoch = null;
      },
    }).look();
    expect(told).toEqual([{ products: 50, filled: 49 }]);
    shop.epoch = 2;
    const warmer = process({ sleep: async () => warmer.end() });
    await warmer.look();
    expect(told.at(-1)?.products).toBeLessThan(500);
  });

  test("once more when it is wished: not while somebody warms, and not while the cache is not in use", async () => {
    const { shop, told, process } = openShop(ids(0, 100), []);
    const answers: unknown[] = [];
    const other = process();
    // In the pause between two batches another process is asked to warm as well.
    const one = process({ sleep: async () => void answers.push(await other.again()) });
    await one.look();
    expect(answers).toEqual(["busy"]);
    expect(await other.again()).toEqual({ products: 100, filled: 98 });
    expect(told).toHaveLength(2);
    // The wish was this epoch's warming for that process, too.
    expect(await other.look()).toBeNull();
    shop.epoch = null;
    expect(await other.again()).toBe("off");
    expect(shop.reads).toHaveLength(4);
  });

  test("a warming that failed can be wished again at once", async () => {
    const { shop, process } = openShop(ids(0, 10), []);
    const failing = process({ words: () => Promise.reject(new Error("the database is gone")) });
    await expect(failing.again()).rejects.toThrow("gone");
    expect(shop.taken.get(1)).toBe("done");
    expect(await process().again()).toEqual({ products: 10, filled: 9 });
  });
});
