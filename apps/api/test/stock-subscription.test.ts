import type { Server } from "node:http";
import type { StockChanged } from "@scarlet/domain/inventory";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStream, serve, subscriptionPath } from "./event-stream.ts";
import { type MemoryShop, type MemoryShopOptions, openMemoryShop } from "./memory-shop.ts";

// The subscription `stock.changes` by server-sent events, as tRPC's clients open it.

const LONG_MS = 60_000;
const TIMES = { quietMs: LONG_MS, lastsMs: LONG_MS, takesWithinMs: LONG_MS, checksMs: LONG_MS };
const [MUG, JUG] = ["a".repeat(24), "b".repeat(24)];

let shop: MemoryShop;
let server: Server;
let url: string;
const streams: { leave(): void }[] = [];

async function open(options: MemoryShopOptions = {}): Promise<void> {
  shop = await openMemoryShop({ ...options, streams: { times: TIMES, ...options.streams } });
  ({ server, url } = await serve(shop));
}
function close(): void {
  for (const stream of streams.splice(0)) stream.leave();
  server.closeAllConnections();
  server.close();
}
async function reopen(options: MemoryShopOptions): Promise<void> {
  close();
  await open(options);
}
beforeEach(() => open());
afterEach(close);

async function listen(input: unknown, headers: Record<string, string> = {}) {
  const stream = await openStream(url + subscriptionPath("stock.changes", input), headers);
  streams.push(stream);
  /** What tRPC's client hands on: events without a name, with their id. */
  const told = () =>
    stream
      .events()
      .filter(({ event }) => event === "message")
      .map(({ id, data }) => [id, data]);
  const refusal = () => stream.events().find(({ event }) => event === "serialized-error")?.data;
  return { ...stream, told, refusal };
}

const change = (productId: string, version: number): StockChanged => ({
  productId,
  version,
  freeAt: new Date(1_000),
  skus: [{ sku: "M-1", productId, onHand: 5, reserved: 2, available: 3, version: 9, lowStockAt: 4 }],
  moves: [{ sku: "M-1", kind: "reserve" as const, pieces: 2 }],
});
const publicChange = (productId: string, version: number) => ({
  kind: "changed",
  productId,
  version,
  freeAt: new Date(1_000),
  skus: [{ sku: "M-1", available: 3, lowStockAt: 4, held: true }],
  moves: [{ sku: "M-1", kind: "reserve", pieces: 2 }],
});
const ALIVE = { kind: "alive" };

async function shown(): Promise<{ id: string; stockVersion: number }[]> {
  const { body } = await shop.call("GET", "/api/catalog/products");
  return body.items as { id: string; stockVersion: number }[];
}

test("a listener is told what changed of its products, with the figures that anybody may see and an id", async () => {
  const { told, answer } = await listen({ products: [{ productId: MUG }] });
  await expect.poll(told).toEqual([["none", ALIVE]]);
  shop.tell({ changes: [change(MUG, 7), change(JUG, 3)], stale: [] });
  await expect.poll(told).toHaveLength(2);
  shop.tell({ changes: [], stale: [MUG, JUG] });
  await expect.poll(told).toEqual([
    ["none", ALIVE],
    [`${MUG}:7`, publicChange(MUG, 7)],
    [`${MUG}:7`, { kind: "stale", productId: MUG }],
  ]);
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  expect(answer.headers.get("cache-control")).toMatch(/no-transform.*no-store/);
  expect(answer.headers.get("x-accel-buffering")).toBe("no");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("who names no products is told of all of them", async () => {
  const { told } = await listen({});
  await expect.poll(told).toHaveLength(1);
  shop.tell({ changes: [change(MUG, 7), change(JUG, 3)], stale: [] });
  await expect.poll(() => told().map(([id]) => id)).toEqual(["none", `${MUG}:7`, `${JUG}:3`]);
});

test("a quiet listener hears that the stream is alive", async () => {
  await reopen({ streams: { times: { ...TIMES, quietMs: 20 } } });
  const { told } = await listen({});
  await expect.poll(() => told().length).toBeGreaterThan(2);
  expect(told().every(([, data]) => JSON.stringify(data) === JSON.stringify(ALIVE))).toBe(true);
});

test("who says what it shows is told at once what is newer, by one read", async () => {
  const [one, other] = await shown();
  if (one === undefined || other === undefined) throw new Error("the shop has fewer than two products");
  let reads = 0;
  shop.pauseReads(async () => {
    reads += 1;
  });
  const { told } = await listen({
    products: [
      { productId: one.id, version: one.stockVersion - 1 },
      { productId: other.id, version: other.stockVersion },
    ],
  });
  await expect.poll(told).toHaveLength(2);
  expect(told()[1]).toEqual([
    `${one.id}:${one.stockVersion}`,
    expect.objectContaining({ kind: "changed", productId: one.id, version: one.stockVersion }),
  ]);
  // The memory tells of each read twice: when it begins, and before it answers.
  expect(reads).toBe(2);
});

test("who comes back is told what is newer than what it was told last, and all of which nothing is known", async () => {
  const [one, other] = await shown();
  if (one === undefined || other === undefined) throw new Error("the shop has fewer than two products");
  const products = [{ productId: one.id, version: 0 }, { productId: other.id }];
  const same = await listen({ products }, { "last-event-id": `${one.id}:${one.stockVersion}` });
  await expect.poll(same.told).toHaveLength(2);
  expect(same.told().map(([id]) => id)).toEqual([
    `${one.id}:${one.stockVersion}`,
    `${other.id}:${other.stockVersion}`,
  ]);
  expect(same.told()[1]).toEqual([
    `${other.id}:${other.stockVersion}`,
    expect.objectContaining({ kind: "changed", productId: other.id }),
  ]);
  const missed = await listen({ products }, { "last-event-id": `${one.id}:${one.stockVersion - 1}` });
  await expect.poll(missed.told).toHaveLength(3);
  expect(missed.told().map(([id]) => id)).toContain(`${one.id}:${one.stockVersion}`);
});

test("who comes back to hear of all products is told to read again", async () => {
  const { told } = await listen({}, { "last-event-id": "none" });
  await expect.poll(told).toEqual([["none", { kind: "gap" }]]);
});

test("where what is newer cannot be read, the listener is told to read by itself", async () => {
  shop.pauseReads(() => Promise.reject(new Error("the database is away")));
  const { told } = await listen({ products: [{ productId: MUG, version: 1 }] });
  await expect.poll(told).toContainEqual(["none", { kind: "gap" }]);
});

test.each([
  ["no products", { products: [] }],
  ["too many", { products: Array.from({ length: 101 }, () => ({ productId: MUG })) }],
  ["no id", { products: [{ productId: "mug" }] }],
  ["a version below 0", { products: [{ productId: MUG, version: -1 }] }],
  ["an id of no event", { lastEventId: "yesterday" }],
  ["something else", { everything: true }],
  ["nothing", undefined],
])("what it does not understand is refused, and nobody listens for it: %s", async (_, input) => {
  const { refusal, told, isOver } = await listen(input);
  await expect.poll(isOver).toBe(true);
  expect(refusal()).toMatchObject({ data: { httpStatus: 400, errorCode: "input.invalid" } });
  expect(told()).toEqual([]);
  expect(shop.listeners()).toBe(0);
});

test("subscriptions cannot be asked for in a batch, by POST or by HEAD", async () => {
  const batch = `/api/trpc/stock.changes,stock.changes?batch=1&input=${encodeURIComponent('{"0":{"json":{}}}')}`;
  const answer = await fetch(url + batch);
  expect(await answer.text()).toContain("request.malformed");
  const path = subscriptionPath("stock.changes", {});
  const posted = await shop.call("POST", path, { body: {} });
  expect(posted.text).toContain('"errorCode":"request.method_not_allowed"');
  expect((await fetch(url + path, { method: "HEAD" })).status).toBe(204);
  expect(shop.listeners()).toBe(0);
});

test("subscriptions and plain streams of one address are counted together", async () => {
  await reopen({ streams: { streamsPerAddress: 2 } });
  const plain = await openStream(`${url}/api/stock/events`);
  streams.push(plain);
  const mine = await listen({});
  await expect.poll(shop.listeners).toBe(2);
  const third = await listen({});
  await expect.poll(third.isOver).toBe(true);
  expect(third.refusal()).toMatchObject({
    code: -32_029,
    data: { code: "TOO_MANY_REQUESTS", errorCode: "request.rate_limited" },
  });
  expect((await fetch(`${url}/api/stock/events`)).status).toBe(429);
  mine.leave();
  await expect.poll(shop.listeners).toBe(1);
  const again = await listen({});
  await expect.poll(again.told).toHaveLength(1);
});

test("opening them costs what opening a plain stream costs", async () => {
  await reopen({ rateLimitFactor: 0.02 });
  let [opened, refusal]: [number, unknown] = [0, undefined];
  while (refusal === undefined && opened < 10) {
    const { told, refusal: refused, leave } = await listen({});
    await expect.poll(() => told().length + (refused() === undefined ? 0 : 1)).toBe(1);
    refusal = refused();
    if (refusal === undefined) opened += 1;
    leave();
  }
  expect(opened).toBe(4);
  expect(refusal).toMatchObject({ data: { errorCode: "request.rate_limited" } });
  expect((await fetch(`${url}/api/stock/events`)).status).toBe(429);
});

test("a listener goes with its connection", async () => {
  const { told, leave } = await listen({});
  await expect.poll(told).toHaveLength(1);
  expect(shop.listeners()).toBe(1);
  leave();
  await expect.poll(shop.listeners).toBe(0);
});

test("a stream that is over breaks off, by its time or by the end of the process, so that its client comes back", async () => {
  await reopen({ streams: { times: { ...TIMES, lastsMs: 50 } } });
  const late = await listen({});
  await expect.poll(late.isOver).toBe(true);
  await reopen({});
  const ending = await listen({});
  await expect.poll(ending.told).toHaveLength(1);
  shop.endEvents();
  await expect.poll(ending.isOver).toBe(true);
  for (const { events } of [late, ending])
    expect(events().map(({ event }) => event)).toEqual(["connected", "message"]);
  await expect.poll(shop.listeners).toBe(0);
});

test("who takes nothing of what it is told is cut off, and leaves no listener", async () => {
  await reopen({ streams: { times: { ...TIMES, takesWithinMs: 300 } } });
  const answer = await fetch(url + subscriptionPath("stock.changes", {}));
  await expect.poll(shop.listeners).toBe(1);
  const ids = Array.from({ length: 2_000 }, (_, place) => place.toString(16).padStart(24, "0"));
  let version = 0;
  await expect
    .poll(
      () => {
        version += 1;
        shop.tell({ changes: ids.map((id) => change(id, version)), stale: [] });
        return shop.listeners();
      },
      { timeout: 20_000 },
    )
    .toBe(0);
  await expect(answer.text()).rejects.toThrow();
});
