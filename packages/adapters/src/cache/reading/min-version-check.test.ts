import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { beforeEach, describe, expect, test } from "vitest";
import type { CacheControl, ControlReading } from "../control/cache-control.ts";
import type { StockScripts } from "../protocol/stock-cache.port.ts";
import { encodeStock } from "../protocol/stock-value.ts";
import { createCachedStockReader } from "./cached-stock-reader.ts";

const HUGE = 999_999_999_999_999;
const IDS = Array.from({ length: 200 }, (_, i) => i.toString(16).padStart(24, "0"));
const [MUG = ""] = IDS;
const stockOf = (productId: string, version: number): ProductStock => ({
  productId,
  version,
  freeAt: null,
  contentVersion: 1,
  skus: [],
});

let cached: number;
let committed: number;
let clockMs: number;
/** Reads of the database, each with how many products it was for. */
let reads: number[];
let pause: () => Promise<void>;
let reader: StockReader;

beforeEach(() => {
  [cached, committed, clockMs, reads] = [7, 7, 0, []];
  pause = () => Promise.resolve();
  const scripts: Partial<StockScripts> = {
    read: async (_, ids) => ids.map((id) => encodeStock(stockOf(id, cached))),
    drop: async () => undefined,
  };
  const control: Partial<CacheControl> = { readable: () => ({ epoch: 1 }) as ControlReading, nowMs: () => 0 };
  const source: StockReader = {
    async readStock(ids) {
      reads.push(ids.length);
      await pause();
      return new Map([...ids].map((id) => [id, stockOf(id, committed)]));
    },
  };
  reader = createCachedStockReader({
    source,
    scripts: scripts as StockScripts,
    control: control as CacheControl,
    monotonicMs: () => clockMs,
  });
});

const ask = async (floor: number, ids: readonly string[] = [MUG]) => {
  const told = await reader.readStock(ids, { minVersions: new Map(ids.map((id) => [id, floor])) });
  return told.get(MUG)?.version;
};

describe("a claim beyond what was ever committed", () => {
  test("costs the database one read of a product in a second, whatever is claimed", async () => {
    for (let round = 0; round < 500; round += 1) expect(await ask(HUGE - round)).toBe(7);
    expect(reads).toEqual([1]);
    clockMs = 999;
    await ask(HUGE);
    expect(reads).toHaveLength(1);
    clockMs = 1_000;
    await ask(HUGE);
    expect(reads).toHaveLength(2);
  });

  test("of two hundred products costs one read of them all", async () => {
    for (let round = 0; round < 50; round += 1) await ask(HUGE, IDS);
    expect(reads).toEqual([200]);
  });

  test("by a crowd at once shares few reads", async () => {
    let letGo: () => void = () => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    pause = () => gate;
    const crowd = Array.from({ length: 300 }, () => ask(HUGE, IDS));
    await new Promise(setImmediate);
    expect(reads.length).toBeLessThanOrEqual(4);
    letGo();
    await Promise.all(crowd);
    expect(reads.length).toBeLessThanOrEqual(5);
  });
});

describe("an honest claim", () => {
  test("is answered with what the caller saw, where the cache has fallen behind", async () => {
    committed = 8;
    expect(await ask(8)).toBe(8);
    // The cache still has the old value, as if taking it away had failed: what we know by now is asked about again.
    expect(await ask(8)).toBe(8);
  });

  test("is asked about again a second after a lie", async () => {
    await ask(HUGE);
    committed = 8;
    clockMs = 1_000;
    expect(await ask(8)).toBe(8);
  });

  test("of what the cache has costs nothing", async () => {
    for (let round = 0; round < 50; round += 1) await ask(7);
    expect(reads).toEqual([]);
  });
});
