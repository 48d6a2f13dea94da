import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { openShopRedis } from "@scarlet/adapters/cache";
import { createStockEvents, type OpenStockEvents } from "@scarlet/adapters/inventory";
import { connectMongo, type Mongo } from "@scarlet/adapters/mongo";
import type { StockChanged } from "@scarlet/domain/inventory";
import { createMemoryLog } from "@scarlet/testing/memory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, leave, startApi, tokenOf } from "./api-process.ts";
import { bundledApi } from "./bundled-programs.ts";
import { until } from "./child-process.ts";
import { openStores, type Stores } from "./database-and-redis.ts";

// Ten thousand changes of stock in a second, told by Redis to a real process, while it sells and while listeners that
// are connected take nothing of what is written to them.

const PRODUCTS = Array.from({ length: 20 }, (_, place) => place.toString(16).padStart(24, "0"));
const VERSIONS = 500;
const BATCH = 50;
const SILENT_LISTENERS = 16;
/** All that is told is 11 MB, for each of them: what the process keeps must not be a part of that. */
const MAX_GROWTH_BYTES = 12_000_000;
/** Some 50 ms on a machine that has nothing else to do; the work of a second must not stand before a sale. */
const MAX_SALE_MS = 5_000;
/** On a busier one, so many times as long as the slowest sale of a few before. */
const MAX_TIMES_AS_LONG = 40;

let stores: Stores;
let api: Api;
let mongo: Mongo;
let events: OpenStockEvents;
let closeRedis: () => Promise<unknown>;
const sockets: Socket[] = [];

beforeAll(async () => {
  const [opened, program] = await Promise.all([openStores(), bundledApi()]);
  stores = opened;
  const args = ["--expose-gc", "--import", "./apps/api/test/processes/tell-memory.ts", ...program.args];
  api = await startApi(stores, {}, { ...program, args });
  mongo = await connectMongo({ url: stores.databaseUrl });
  const log = createMemoryLog();
  const shopRedis = await openShopRedis({ mongo, url: stores.redisUrl, log });
  closeRedis = async () => shopRedis.link?.close();
  events = createStockEvents(shopRedis.link, log);
}, 180_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  events.close();
  await api.stop();
  await closeRedis();
  await mongo.close();
  await stores.close();
});

/** So many that a listener's connection cannot hold all that is told, and Redis can: it ends one that holds 32 MB. */
const SKUS = Array.from({ length: 16 }, (_, place) => `CROWD-${place}`);

function changeOf(productId: string, version: number): StockChanged {
  const figures = { productId, onHand: 500, reserved: 0, available: 500 - (version % 500), lowStockAt: 4 };
  return { productId, version, freeAt: null, skus: SKUS.map((sku) => ({ ...figures, sku, version })) };
}

/** Listens to all of these products, or to all there are; what is written is read by `onText`, or never. */
async function listen(products?: readonly string[], onText?: (text: string) => void): Promise<void> {
  const socket = connect(Number(new URL(api.url).port), "127.0.0.1");
  sockets.push(socket);
  await once(socket, "connect");
  if (onText === undefined) socket.pause();
  else socket.on("data", (chunk) => onText(String(chunk)));
  const query = products === undefined ? "" : `?products=${products.join(",")}`;
  socket.write(`GET /api/stock/events${query} HTTP/1.1\r\nhost: shop.test\r\n\r\n`);
}

/** Tells all changes of these versions, ten thousand in a second. */
async function tell(from: number, to: number): Promise<void> {
  const begun = performance.now();
  let told = 0;
  for (let version = from; version < to; version += 1)
    for (const productId of PRODUCTS) {
      events.publish({ changes: [changeOf(productId, version)], stale: [] });
      told += 1;
      if (told % BATCH > 0) continue;
      const aheadMs = told / 10 - (performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, aheadMs)));
    }
}

/** What the process keeps after a collection of garbage, in bytes. */
async function memory(): Promise<number> {
  const answers = () => [...api.output().matchAll(/^memory: (\d+)$/gm)];
  const many = answers().length;
  process.kill(api.pid, "SIGUSR2");
  await until(() => Promise.resolve(answers().length > many), api);
  return Number(answers().at(-1)?.[1]);
}

test("ten thousand events in a second delay no sale, and listeners that read nothing cost next to no memory", async () => {
  const token = await tokenOf(api.call, "shopper");
  const catalog = await api.call("GET", "/api/catalog/products/marker-light");
  const [{ sku }] = catalog.body.skus as [{ sku: string }];
  await leave(api.call, sku, 5_000);
  const sell = async (): Promise<number> => {
    const begun = performance.now();
    const body = { items: [{ sku, quantity: 1 }] };
    expect((await api.call("POST", "/api/orders", { token, body })).status).toBe(201);
    return performance.now() - begun;
  };
  let heard = "";
  const [product = ""] = PRODUCTS;
  await listen([product], (text) => {
    heard = (heard + text).slice(-20_000);
  });
  await expect.poll(() => heard, { timeout: 20_000 }).toContain("event: alive");
  for (let each = 0; each < SILENT_LISTENERS; each += 1) await listen();
  // What the process keeps once it has done all of it once.
  const warmUp = () => tell(0, 20).then(() => heard);
  await expect.poll(warmUp, { timeout: 20_000 }).toContain('"version":19,');
  const undisturbedMs: number[] = [];
  for (let each = 0; each < 5; each += 1) undisturbedMs.push(await sell());
  const before = await memory();

  const telling = tell(20, VERSIONS + 1).then(() => true);
  const tookMs: number[] = [];
  do tookMs.push(await sell());
  while (!(await Promise.race([telling, Promise.resolve(false)])));
  await expect
    .poll(() => heard, { timeout: 20_000 })
    .toContain(`{"productId":"${product}","version":${VERSIONS},`);
  const grown = (await memory()) - before;
  const longestMs = Math.max(MAX_SALE_MS, MAX_TIMES_AS_LONG * Math.max(...undisturbedMs));
  expect(Math.max(...tookMs)).toBeLessThan(longestMs);
  expect(grown).toBeLessThan(MAX_GROWTH_BYTES);
}, 120_000);
