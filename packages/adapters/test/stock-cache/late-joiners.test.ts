import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { expect, test } from "vitest";
import {
  type CacheControl,
  CONTROL_TIMES,
  type ControlReading,
} from "../../src/cache/control/cache-control.ts";
import { createWriteFence } from "../../src/cache/fencing/write-fence.ts";
import type { StockScripts } from "../../src/cache/protocol/stock-cache.port.ts";
import { createCachedStockReader } from "../../src/cache/reading/cached-stock-reader.ts";
import { createMemoryScripts } from "./memory-scripts.ts";

// The scheduler finds these orders once in some ten thousand runs; here each is played by hand.
const PRODUCT = "product-a";
const log = { info() {}, warn() {}, error() {} };
const reading: ControlReading = {
  mode: "on",
  epoch: 1,
  runId: "r",
  sinceMs: 0,
  shopId: "shop",
  lineage: [],
  keptOff: null,
  nowMs: 1_000_000,
  wallSentAtMs: 0,
  sentAtMs: 0,
  offSinceMs: 0,
};
const control: CacheControl = {
  times: { ...CONTROL_TIMES, transactionMs: 5_000 },
  reading: () => reading,
  viewAgeMs: () => 0,
  youngerThan: () => null,
  readable: () => reading,
  mayWriteUnfenced: () => false,
  reportGuardMissing: () => {},
  wasEmptied: () => false,
  nowMs: () => reading.nowMs,
  renew: async () => reading,
  switchOff: async () => undefined,
  waitWhileOff: async () => undefined,
};

/** A shop of one product, and a process whose first `step` comes to Redis, and is answered, when the test says. */
async function shopWithSlowWire(step: "acquire" | "put") {
  let version = 0;
  const stock = (): ProductStock => ({
    productId: PRODUCT,
    version,
    freeAt: null,
    contentVersion: 1,
    skus: [],
  });
  const source: StockReader = { readStock: async () => new Map([[PRODUCT, stock()]]) };
  const { scripts } = createMemoryScripts(() => reading.nowMs);
  await scripts.setGuards(reading, false);
  const sent = Promise.withResolvers<void>();
  const arrives = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  let slow = true;
  const held = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (!slow) return ask();
    slow = false;
    sent.resolve();
    await arrives.promise;
    const value = await ask();
    done.resolve();
    await told.promise;
    return value;
  };
  const mine: StockScripts = { ...scripts };
  if (step === "put") mine.put = (request) => held(() => scripts.put(request));
  else mine.acquire = (request) => held(() => scripts.acquire(request));
  const reader = createCachedStockReader({ source, scripts: mine, control, sleep: async () => {} });
  const beside = createCachedStockReader({ source, scripts, control, sleep: async () => {} });
  const fence = createWriteFence({ scripts, control, log });
  return {
    reader,
    beside,
    sent: sent.promise,
    arrive: () => {
      arrives.resolve();
      return done.promise;
    },
    answer: told.resolve,
    sell: () =>
      fence.around(async (fencing) => {
        const fenced = await fencing.fence([PRODUCT]).set;
        version += 1;
        return { result: version, written: { fenced, stocks: [] } };
      }),
    ask: async (from: StockReader) => (await from.readStock([PRODUCT])).get(PRODUCT)?.version,
  };
}

test("who asks after a commit does not join a fill that was accepted before it, and is not answered yet", async () => {
  const shop = await shopWithSlowWire("put");
  const early = shop.ask(shop.reader);
  await shop.sent;
  await shop.arrive();
  await shop.sell();
  const late = shop.ask(shop.reader);
  await new Promise(setImmediate);
  shop.answer();
  expect(await late).toBe(1);
  expect(await early).toBe(0);
});

test("who asks after a commit does not join a hit that was found before it, and is not answered yet", async () => {
  const shop = await shopWithSlowWire("acquire");
  // The reader misses; before it asks for the right to fill, another process has filled.
  const early = shop.ask(shop.reader);
  await shop.sent;
  await shop.ask(shop.beside);
  await shop.arrive();
  await shop.sell();
  const late = shop.ask(shop.reader);
  await new Promise(setImmediate);
  shop.answer();
  expect(await late).toBe(1);
  expect(await early).toBe(0);
});

test("a caller who has seen more than the cache knows is told what the database says, and the old value is gone", async () => {
  const old: ProductStock = { productId: PRODUCT, version: 1, freeAt: null, contentVersion: 1, skus: [] };
  let stored = old;
  let asked = 0;
  const source: StockReader = {
    async readStock() {
      asked += 1;
      return new Map([[PRODUCT, stored]]);
    },
  };
  const { scripts } = createMemoryScripts(() => reading.nowMs);
  await scripts.setGuards(reading, false);
  const events: string[] = [];
  const reader = createCachedStockReader({ source, scripts, control, onRead: (event) => events.push(event) });
  const ask = async (seen: number) => {
    const minVersions = new Map([[PRODUCT, seen]]);
    return (await reader.readStock([PRODUCT], { minVersions })).get(PRODUCT)?.version;
  };
  await ask(0);
  // A write that went past the fence: only who saw it knows.
  stored = { ...old, version: 2 };
  expect(await ask(1)).toBe(1);
  expect(asked).toBe(1);
  expect(await ask(2)).toBe(2);
  expect(events.filter((event) => event === "below_floor")).toHaveLength(1);
  expect(await scripts.read(reading, [PRODUCT])).toEqual([null]);
});
