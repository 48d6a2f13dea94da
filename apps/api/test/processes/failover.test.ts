import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, leave, startApi, tokenOf } from "./api-process.ts";
import { bundledApi } from "./bundled-programs.ts";
import { openStores, type Stores } from "./database-and-redis.ts";
import { findStockFaults } from "./stock-checks.ts";

const SLUG = "marker-light";
const BUYERS = 6;
const READERS = 4;
/** Buyers sell on for so long after a fault. */
const AFTER_MS = 3_000;
/** A buyer who repeats an order is answered by then, whatever became of the database meanwhile. */
const ANSWERED_WITHIN_MS = 45_000;
/** By then the shop sells again. */
const SELLS_WITHIN_MS = 30_000;

let stores: Stores;
let apis: readonly Api[];
beforeAll(async () => {
  const [opened, program] = await Promise.all([openStores(), bundledApi()]);
  stores = opened;
  apis = await Promise.all([startApi(stores, {}, program), startApi(stores, {}, program)]);
}, 180_000);
afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()));
  await stores.close();
});

/** What a crowd met until it was told to end. */
type Crowd = {
  /** Keys of orders that were acknowledged, each with the order's number. */
  readonly sold: Map<string, string>;
  /** Answers that are neither a sale nor "try again". */
  readonly faults: string[];
  readonly stop: () => Promise<void>;
};

const any = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;

/** Buyers who repeat each order under its key until it is answered, and readers who compare what they are told. */
function crowd(sku: string, token: string): Crowd {
  const sold = new Map<string, string>();
  const faults: string[] = [];
  const over = new AbortController();
  let newest = 0;
  const buy = async (): Promise<void> => {
    const key = randomUUID();
    const until = Date.now() + ANSWERED_WITHIN_MS;
    for (;;) {
      const body = { items: [{ sku, quantity: 1 }] };
      const { status, body: told, text } = await any(apis).call("POST", "/api/orders", { token, key, body });
      if (status === 201) return void sold.set(key, String(told.number));
      if (status !== 503 || Date.now() > until) return void faults.push(`order ${key}: ${status} ${text}`);
      await sleep(50);
    }
  };
  const look = async (): Promise<void> => {
    const known = newest;
    const { status, body, text } = await any(apis).call("GET", `/api/catalog/products/${SLUG}`);
    const version = Number(body.stockVersion);
    if (status === 200 && version < known) faults.push(`read ${version} after ${known}`);
    if (status !== 200 && status !== 503) faults.push(`read: ${status} ${text}`);
    if (status === 200) newest = Math.max(newest, version);
  };
  const repeat = async (work: () => Promise<void>): Promise<void> => {
    while (!over.signal.aborted) await work();
  };
  const running = [
    ...Array.from({ length: BUYERS }, () => repeat(buy)),
    ...Array.from({ length: READERS }, () => repeat(look)),
  ];
  const stop = async (): Promise<void> => {
    over.abort();
    await Promise.all(running);
  };
  return { sold, faults, stop };
}

async function stepDown(): Promise<void> {
  const client = new MongoClient(stores.databaseUrl);
  try {
    await client.db("admin").command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 2, force: true });
  } catch {
    // A primary that steps down may close the connection that asked for it.
  } finally {
    await client.close();
  }
}

test.each([
  ["the primary steps down", stepDown],
  ["the primary is killed", () => stores.killDatabase()],
])(
  "%s while a crowd buys: each key is one order, nobody reads older stock, and it sells on",
  async (_, fault) => {
    const [first] = apis as [Api];
    const { body } = await first.call("GET", `/api/catalog/products/${SLUG}`);
    const { sku } = (body.skus as { sku: string }[])[0] as { sku: string };
    await leave(first.call, sku, 100_000);
    const token = await tokenOf(first.call, "shopper");
    const met = crowd(sku, token);
    await expect.poll(() => met.sold.size, { timeout: SELLS_WITHIN_MS }).toBeGreaterThan(BUYERS);
    await fault();
    const before = met.sold.size;
    await expect.poll(() => met.sold.size, { timeout: SELLS_WITHIN_MS }).toBeGreaterThan(before + BUYERS);
    await sleep(AFTER_MS);
    await met.stop();
    expect(met.faults).toEqual([]);
    const numbers = [...met.sold.values()];
    expect(new Set(numbers).size).toBe(numbers.length);
    const orders = await stores.db.collection("orders").countDocuments({ number: { $in: numbers } });
    expect(orders).toBe(numbers.length);
    expect(await findStockFaults(stores.db)).toEqual([]);
  },
  120_000,
);
