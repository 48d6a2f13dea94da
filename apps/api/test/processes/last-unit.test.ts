import { connectRedis } from "@scarlet/adapters/redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, leave, startApi, tokenOf } from "./api-process.ts";
import { bundledApi, type Program } from "./bundled-programs.ts";
import { openStores, type Stores } from "./database-and-redis.ts";
import { findStockFaults } from "./stock-checks.ts";

const BUYERS = 200;
const SLUG = "marker-light";

let stores: Stores;
let program: Program;
let apis: [Api, Api];
beforeAll(async () => {
  [stores, program] = await Promise.all([openStores(), bundledApi()]);
  apis = await Promise.all([startApi(stores, {}, program), startApi(stores, {}, program)]);
}, 180_000);
afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()));
  await stores.close();
});

async function product(api: Api) {
  const { body } = await api.call("GET", `/api/catalog/products/${SLUG}`);
  return body as { id: string; availableStock: number; skus: { sku: string }[] };
}

test("200 buyers at the same instant through two API processes, one unit: exactly one order", async () => {
  const [first] = apis;
  const { id, skus } = await product(first);
  for (const [place, { sku }] of skus.entries()) await leave(first.call, sku, place === 0 ? 1 : 0);
  const token = await tokenOf(first.call, "shopper");

  const answers = await Promise.all(
    Array.from({ length: BUYERS }, (_, i) =>
      (apis[i % 2] ?? first).call("POST", "/api/orders", { token, body: { productId: id, quantity: 1 } }),
    ),
  );

  const told = Map.groupBy(answers, ({ status, body }) => `${status} ${body.code ?? ""}`.trim());
  expect(Object.fromEntries([...told].map(([what, each]) => [what, each.length]))).toEqual({
    "201": 1,
    "409 inventory.insufficient_stock": BUYERS - 1,
  });
  for (const api of apis) expect((await product(api)).availableStock).toBe(0);
  expect(await findStockFaults(stores.db)).toEqual([]);

  const order = answers.find(({ status }) => status === 201)?.body.id;
  const [, second] = apis;
  expect((await second.call("POST", `/api/orders/${String(order)}/cancel`, { token })).status).toBe(200);
  for (const api of apis) expect((await product(api)).availableStock).toBe(1);
  expect(await findStockFaults(stores.db)).toEqual([]);
});

test("500 buyers through two API processes, 20 units: 20 orders, 480 clear refusals and nothing else", async () => {
  const [first] = apis;
  const { skus } = await product(first);
  const sku = skus[0]?.sku ?? "";
  await leave(first.call, sku, 20);
  const token = await tokenOf(first.call, "shopper");
  const body = { items: [{ sku, quantity: 1 }] };
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, i) =>
      (apis[i % 2] ?? first).call("POST", "/api/orders", { token, body }),
    ),
  );
  const told = Map.groupBy(answers, ({ status, body: answer }) => `${status} ${answer.code ?? ""}`.trim());
  expect(Object.fromEntries([...told].map(([what, each]) => [what, each.length]))).toEqual({
    "201": 20,
    "409 inventory.insufficient_stock": 480,
  });
  for (const { body: answer } of told.get("409 inventory.insufficient_stock") ?? [])
    expect(answer.available).toEqual({ [sku]: 0 });
  expect(await findStockFaults(stores.db)).toEqual([]);
});

test("one key sent to both processes at once is one order with one answer", async () => {
  const [first] = apis;
  const { id, skus } = await product(first);
  await leave(first.call, skus[0]?.sku ?? "", 5);
  const token = await tokenOf(first.call, "shopper");
  const before = await stores.db.collection("orders").countDocuments();
  const answers = await Promise.all(
    [...apis, ...apis].map((api) =>
      api.call("POST", "/api/orders", { token, key: "the-one-intent", body: { productId: id, quantity: 2 } }),
    ),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await stores.db.collection("orders").countDocuments()).toBe(before + 1);
  expect(await findStockFaults(stores.db)).toEqual([]);
});

test("a change made through one process is in the next answer of the other, page and list", async () => {
  const [writer, reader] = apis;
  const { skus } = await product(writer);
  const sku = skus[0]?.sku ?? "";
  for (let available = 1; available <= 20; available++) {
    await leave(writer.call, sku, available);
    expect((await product(reader)).availableStock).toBe(available);
    const { body } = await reader.call("GET", "/api/catalog/products?q=marker&limit=100");
    const items = body.items as { slug: string; availableStock: number }[];
    expect(items.find(({ slug }) => slug === SLUG)?.availableStock).toBe(available);
  }
});

test("an ended hold is swept by one of them within five seconds, and counts as free from its end", async () => {
  const quick = await startApi(stores, { HOLD_SECONDS: "2" }, program);
  try {
    const { id, skus } = await product(quick);
    const sku = skus[0]?.sku ?? "";
    await leave(quick.call, sku, 3);
    const token = await tokenOf(quick.call, "shopper");
    const held = await quick.call("POST", "/api/orders", { token, body: { productId: id, quantity: 3 } });
    const endsAt = new Date(String(held.body.holdExpiresAt)).getTime();
    expect((await product(quick)).availableStock).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, endsAt - Date.now() + 20));
    expect((await product(quick)).availableStock).toBe(3);
    await expect
      .poll(() => stores.db.collection("orders").findOne({ number: held.body.number }), { timeout: 5_000 })
      .toMatchObject({ status: "expired" });
    expect(Date.now() - endsAt).toBeLessThan(5_000);
    expect(await findStockFaults(stores.db)).toEqual([]);
  } finally {
    await quick.stop();
  }
});

const quiet = { info() {}, warn() {}, error() {} };

test("who has seen a newer figure than the cache knows is told the database's, and the older one is gone", async () => {
  const [writer, reader] = apis;
  const cacheState = async () =>
    ((await (await reader.askOperator("/readyz")).json()) as { cache: string }).cache;
  await expect.poll(cacheState, { timeout: 30_000 }).toBe("on");
  const page = `/api/catalog/products/${SLUG}`;
  const look = async (seen?: string) => {
    const headers = seen === undefined ? {} : { "x-stock-seen": seen };
    const answer = await reader.call("GET", page, { headers });
    const { availableStock, stockVersion } = answer.body;
    return { status: answer.status, outcome: answer.headers.get("x-cache"), availableStock, stockVersion };
  };
  const { id, skus } = await product(writer);
  for (const [place, { sku }] of skus.entries()) await leave(writer.call, sku, place === 0 ? 5 : 0);
  await expect.poll(() => look()).toMatchObject({ outcome: "hit", availableStock: 5 });

  const redis = await connectRedis({ url: stores.redisUrl, log: quiet });
  try {
    const [key = ""] = await redis.client.keys(`*:product:stock:*:${id}`);
    const older = (await redis.client.get(key)) ?? "";
    await leave(writer.call, skus[0]?.sku ?? "", 6);
    const newer = await look();
    expect(newer.availableStock).toBe(6);
    await redis.client.set(key, older, "KEEPTTL", "XX");
    // Who has seen nothing believes what was planted: nothing but the header stands between the two.
    expect(await look()).toMatchObject({ outcome: "hit", availableStock: 5 });
    // What is malformed is as good as not sent.
    expect(await look(`nonsense,${id}=,=7,${id}=-1`)).toMatchObject({ status: 200, availableStock: 5 });
    expect(await look(`${id}=${String(newer.stockVersion)}`)).toEqual({ ...newer, outcome: "bypass" });
    expect((await redis.client.get(key)) ?? "").not.toBe(older);
    expect(await look()).toMatchObject({ availableStock: 6 });
  } finally {
    await redis.close();
  }
});

/** What a stream of stock events has said so far. */
async function listen(url: string) {
  const leaving = new AbortController();
  const answer = await fetch(url, { signal: leaving.signal });
  const said = { text: "" };
  const done = (async () => {
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) said.text += decoder.decode(piece, { stream: true });
  })().catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  return { answer, said, done, hangUp: () => leaving.abort() };
}

test("a change committed in one process is told by the other with its figures, and whoever then reads is told no less", async () => {
  const [writer, reader] = apis;
  const { id, skus } = await product(writer);
  const [mine, others] = await Promise.all([
    listen(`${reader.url}/api/stock/events?products=${id}`),
    listen(`${reader.url}/api/stock/events?products=${"0".repeat(24)}`),
  ]);
  expect(mine.answer.headers.get("content-type")).toContain("text/event-stream");
  // A process may have heard the others before its first listener came; then there is no gap to tell.
  await expect.poll(() => mine.said.text).toContain("event: alive");
  await leave(writer.call, skus[0]?.sku ?? "", 11);
  await expect.poll(() => mine.said.text).toContain("event: changed");
  const told = JSON.parse(/data: (\{"productId".*\})/.exec(mine.said.text)?.[1] ?? "null");
  const { body } = await reader.call("GET", `/api/catalog/products/${SLUG}`);
  const shown = body.skus as { sku: string; availableStock: number; lowStockAt: number; held: boolean }[];
  told.skus.sort((one: { sku: string }, other: { sku: string }) => one.sku.localeCompare(other.sku));
  expect(told).toEqual({
    productId: id,
    version: body.stockVersion,
    freeAt: body.freeAt,
    skus: shown
      .map(({ sku, availableStock, lowStockAt, held }) => ({
        sku,
        available: availableStock,
        lowStockAt,
        held,
      }))
      .toSorted((one, other) => one.sku.localeCompare(other.sku)),
    moves: [{ sku: skus[0]?.sku, kind: "adjust", pieces: expect.any(Number) }],
  });
  expect(others.said.text).not.toContain("changed");
  for (const { hangUp, done } of [mine, others]) {
    hangUp();
    await done;
  }
});

test("a listener is told the end by a process that ends, so that it need not be cut off", async () => {
  const going = await startApi(stores, {}, program);
  const { done } = await listen(`${going.url}/api/stock/events`);
  const begun = performance.now();
  await Promise.all([done, going.stop()]);
  // Else it would be cut off after the ten seconds that requests get.
  expect(performance.now() - begun).toBeLessThan(9_000);
});
