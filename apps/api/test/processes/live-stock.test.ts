import { openShopRedis } from "@scarlet/adapters/cache";
import { connectMongo, type Mongo } from "@scarlet/adapters/mongo";
import type { StockChanged } from "@scarlet/domain/inventory";
import { createMemoryLog } from "@scarlet/testing/memory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStockListeners, type StockListeners } from "../../src/http/stock-listeners.ts";
import { type OpenStock, openStock } from "../../src/open-stock.ts";
import { openStream } from "../event-stream.ts";
import { type Api, leave, startApi, tokenOf } from "./api-process.ts";
import { bundledApi, type Program } from "./bundled-programs.ts";
import { openStores, type Stores } from "./database-and-redis.ts";
import { type InterceptingProxy, startInterceptingProxy } from "./intercepting-proxy.ts";
import { PROXY_SECRET, pageFingerprints } from "./page-fingerprints.ts";

// Live stock on bad days: processes that die, a Redis that is away. One world for all of them.

const SLUG = "marker-light";
const LONG_MS = 60_000;

let stores: Stores;
let program: Program;
let steady: Api;
let proxy: InterceptingProxy;
/** What listens in the test itself, as another process of the shop. */
let mongo: Mongo;
let stock: OpenStock;
let closeRedis: () => Promise<unknown>;
let listeners: StockListeners;

beforeAll(async () => {
  [stores, program] = await Promise.all([openStores(), bundledApi()]);
  proxy = await startInterceptingProxy(stores.databasePort);
  steady = await startApi(stores, { PROXY_SECRET }, program);
  mongo = await connectMongo({ url: stores.databaseUrl });
  const log = createMemoryLog();
  const shopRedis = await openShopRedis({ mongo, url: stores.redisUrl, log });
  closeRedis = async () => shopRedis.link?.close();
  stock = await openStock({ mongo, redis: shopRedis, log });
  listeners = createStockListeners({
    stockEvents: stock.events,
    services: { stockReader: stock.reader },
    readMovements: () => Promise.resolve([]),
  });
}, 180_000);
afterAll(async () => {
  await steady.stop();
  stock.events.close();
  await stock.cache.close();
  await closeRedis();
  await mongo.close();
  await Promise.all([proxy.close(), stores.close()]);
});

type Shown = { readonly id: string; readonly stockVersion: number; readonly availableStock: number };

async function shown(): Promise<Shown & { readonly sku: string }> {
  const { body } = await steady.call("GET", `/api/catalog/products/${SLUG}`);
  const { id, stockVersion, availableStock, skus } = body as Shown & { readonly skus: { sku: string }[] };
  return { id, stockVersion, availableStock, sku: skus[0]?.sku ?? "" };
}

/** Listens in this process to a product as it is shown. */
function listenHere({ id, stockVersion }: Shown) {
  const { backlog, leave: end } = listeners.listen(new Map([[id, stockVersion]]), {
    giveBack: () => undefined,
    socket: undefined,
  });
  /** What is there to be told at this moment. */
  const told = async (): Promise<readonly StockChanged[]> => (await backlog.next(0))?.changes ?? [];
  return { told, end };
}

/** Leaves so many of the SKU, once writers take it again, and waits until the stream has told exactly that. */
async function expectTold(stream: Stream, sku: string, available: number): Promise<void> {
  const isWritten = () =>
    leave(steady.call, sku, available).then(
      () => true,
      () => false,
    );
  await expect.poll(isWritten, { timeout: 40_000, interval: 500 }).toBe(true);
  const { stockVersion: now } = await shown();
  const last = () => stream.events().findLast(({ event }) => event === "changed")?.data;
  await expect.poll(last, { timeout: 20_000 }).toMatchObject({ version: now });
  expect(JSON.stringify(last())).toContain(`"sku":"${sku}","available":${available}`);
  expect(stream.isOver()).toBe(false);
}
type Stream = Awaited<ReturnType<typeof openStream>>;

const fingerprints = () => pageFingerprints(steady, { slug: SLUG, category: "lamps" });

/** What is vouched for, once the cache is in use. */
async function vouchedFor(): Promise<readonly (string | null)[]> {
  await expect.poll(fingerprints, { timeout: 40_000, interval: 200 }).not.toContain(null);
  return fingerprints();
}

test(
  "what a process committed and died before it told, others tell when they look again",
  async () => {
    const { sku } = await shown();
    await leave(steady.call, sku, 5);
    const databaseUrl = stores.databaseUrl.replace(String(stores.databasePort), String(proxy.port));
    const dying = await startApi(
      { ...stores, databaseUrl: `${databaseUrl}&directConnection=true` },
      {},
      program,
    );
    const token = await tokenOf(dying.call, "shopper");
    const before = await shown();
    const listener = listenHere(before);
    proxy.strikeAt({ command: "commitTransaction", when: "answered" }, () => dying.kill());
    const order = dying.call("POST", "/api/orders", { token, body: { items: [{ sku, quantity: 1 }] } });
    await expect(order).rejects.toThrow();
    expect(proxy.hasStruck()).toBe(true);
    await expect
      .poll(async () => (await shown()).stockVersion, { timeout: 20_000 })
      .toBe(before.stockVersion + 1);
    expect(await listener.told()).toEqual([]);

    await listeners.lookAgain();
    const [change, ...more] = await listener.told();
    expect(more).toEqual([]);
    expect(change?.version).toBe(before.stockVersion + 1);
    expect(change?.skus.find((row) => row.sku === sku)?.available).toBe(4);
    await listeners.lookAgain();
    expect(await listener.told()).toEqual([]);
    listener.end();
  },
  LONG_MS,
);

test(
  "Redis away: listeners hear that they hear nothing, no page is vouched for, and figures are right when it is back",
  async () => {
    const { id, stockVersion, sku } = await shown();
    const stream = await openStream(`${steady.url}/api/stock/events?products=${id}:${stockVersion}`);
    const names = () => stream.events().map(({ event }) => event);
    // Whether the process heard the others before its first listener came, or begins to with it.
    const isHearing = () =>
      names().includes("alive") && names().lastIndexOf("gap") >= names().lastIndexOf("interrupted");
    await expect.poll(isHearing, { timeout: 20_000 }).toBe(true);
    const before = await vouchedFor();
    const heardBefore = names().length;
    const bringBack = await stores.takeRedis();
    await expect.poll(() => names().slice(heardBefore), { timeout: 20_000 }).toContain("interrupted");
    expect(await fingerprints()).toEqual([null, null]);
    await bringBack();
    await expect
      .poll(() => names().slice(names().lastIndexOf("interrupted")), { timeout: 30_000 })
      .toContain("gap");
    expect(stream.isOver()).toBe(false);

    await expectTold(stream, sku, 2);
    const after = await fingerprints();
    for (const each of before) expect(after).not.toContain(each);
    for (const each of await vouchedFor()) expect(before).not.toContain(each);
    stream.leave();
  },
  2 * LONG_MS,
);

test(
  "the database restarted: the stream stays, and tells what is written afterwards",
  async () => {
    const { id, stockVersion, sku } = await shown();
    const stream = await openStream(`${steady.url}/api/stock/events?products=${id}:${stockVersion}`);
    await expect.poll(stream.text, { timeout: 20_000 }).toContain("event: alive");
    const before = await vouchedFor();
    await stores.killDatabase();
    await expectTold(stream, sku, 7);
    const after = await fingerprints();
    for (const each of before) expect(after).not.toContain(each);
    stream.leave();
  },
  LONG_MS,
);

test(
  "an API that was restarted tells whoever comes back with its versions what is newer",
  async () => {
    const before = await shown();
    const address = `${steady.url}/api/stock/events?products=${before.id}:${before.stockVersion}`;
    const stream = await openStream(address);
    await expect.poll(stream.text, { timeout: 20_000 }).toContain("event: alive");
    await leave(steady.call, before.sku, before.availableStock + 1);
    await steady.kill();
    await expect.poll(stream.isOver).toBe(true);
    steady = await startApi(stores, {}, program);
    const again = await openStream(address.replace(/^http:..[^/]+/, steady.url));
    await expect.poll(again.text, { timeout: 20_000 }).toContain("event: changed");
    expect(again.events().find(({ event }) => event === "changed")?.data).toMatchObject({
      productId: before.id,
      version: (await shown()).stockVersion,
    });
    // Whoever listens keeps no process from ending.
    expect(await steady.stop()).toBe(0);
    await expect.poll(again.isOver).toBe(true);
  },
  2 * LONG_MS,
);
