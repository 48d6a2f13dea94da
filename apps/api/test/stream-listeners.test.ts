import { once } from "node:events";
import { createServer as createNodeServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import { connect, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type MemoryShop, type MemoryShopOptions, openMemoryShop } from "./memory-shop.ts";

const TIMES = { quietMs: 60_000, lastsMs: 60_000, takesWithinMs: 60_000, checksMs: 60_000 };
const PATH = "/api/stock/events";
const GET = `GET ${PATH} HTTP/1.1\r\nhost: shop.test\r\n\r\n`;
const HEAD = `HEAD ${PATH} HTTP/1.1\r\nhost: shop.test\r\n\r\n`;

let shop: MemoryShop;
let server: Server;
let port: number;
let sockets: Socket[];

beforeEach(() => open({}));

async function open(streams: NonNullable<MemoryShopOptions["streams"]>): Promise<void> {
  sockets = [];
  shop = await openMemoryShop({ streams });
  server = createNodeServer(getRequestListener(shop.server.fetch));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
}

function close(): void {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
}
afterEach(close);

/** Another shop, with other bounds. */
async function reopen(streams: NonNullable<MemoryShopOptions["streams"]>): Promise<void> {
  close();
  await open(streams);
}

/** Sends bytes and leaves the connection open; what comes back is gathered. */
async function send(bytes: string): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let heard = "";
  socket.on("data", (chunk) => (heard += String(chunk)));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(bytes);
  return { socket, heard: () => heard };
}

const count = (text: string, word: RegExp) => [...text.matchAll(word)].length;

test("HEAD is answered with the head of a stream, and nobody listens for it", async () => {
  const { heard } = await send(HEAD.repeat(20));
  await expect.poll(() => count(heard(), /HTTP\/1\.1 200 OK/g)).toBe(20);
  expect(heard()).toMatch(/content-type: text\/event-stream/i);
  expect(shop.listeners()).toBe(0);
});

test("a listener goes with its connection", async () => {
  const { socket, heard } = await send(GET);
  await expect.poll(heard).toContain("event: alive");
  expect(shop.listeners()).toBe(1);
  socket.destroy();
  await expect.poll(shop.listeners).toBe(0);
});

test("who hangs up before the answer has begun leaves no listener", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { socket } = await send(GET);
    socket.resetAndDestroy();
  }
  // Whoever comes behind them is answered after them.
  const last = await send(GET);
  await expect.poll(last.heard).toContain("event: alive");
  await expect.poll(shop.listeners).toBe(1);
});

test("streams that queue behind each other on one connection all end with it", async () => {
  const { socket, heard } = await send(GET.repeat(10));
  await expect.poll(heard).toContain("event: alive");
  await expect.poll(shop.listeners).toBeGreaterThan(0);
  socket.destroy();
  await expect.poll(shop.listeners).toBe(0);
});

test("a caller who has sent all he will and listens on is one who listens; when he goes, he is gone", async () => {
  const { socket, heard } = await send(GET);
  await expect.poll(heard).toContain("event: alive");
  socket.end();
  await expect.poll(shop.listeners).toBe(0);
});

test("one address has so many streams and no more, and gets its places back", async () => {
  await reopen({ streamsPerAddress: 3 });
  const mine = [await send(GET), await send(GET), await send(GET)];
  await expect.poll(shop.listeners).toBe(3);
  const fourth = await send(GET);
  await expect.poll(fourth.heard).toContain('"code":"request.rate_limited"');
  expect(fourth.heard()).toMatch(/^HTTP\/1\.1 429 [\s\S]*\r\nretry-after: 5\r\n/i);
  expect(shop.listeners()).toBe(3);
  mine[0]?.socket.destroy();
  await expect.poll(shop.listeners).toBe(2);
  const fifth = await send(GET);
  await expect.poll(fifth.heard).toContain("event: alive");
});

test("a stream ends by itself after its time, and whoever is there may open it again", async () => {
  await reopen({ times: { ...TIMES, lastsMs: 50 } });
  const { heard, socket } = await send(GET);
  await expect.poll(heard).toMatch(/event: alive[\s\S]*\r\n0\r\n\r\n$/);
  await expect.poll(shop.listeners).toBe(0);
  socket.write(GET);
  await expect.poll(() => count(heard(), /event: alive/g)).toBe(2);
});

test("streams that wait behind another one on a connection have the same end", async () => {
  await reopen({ times: { ...TIMES, lastsMs: 50 } });
  await send(GET.repeat(5));
  await expect.poll(shop.listeners).toBeGreaterThan(0);
  await expect.poll(shop.listeners).toBe(0);
});

test("who takes nothing of what is written is cut off, and leaves no listener", async () => {
  await reopen({ times: { ...TIMES, takesWithinMs: 50 } });
  const gone: Socket[] = [];
  for (let each = 0; each < 5; each += 1) {
    const incoming = new IncomingMessage(new Socket());
    const outgoing = new ServerResponse(incoming);
    outgoing.write = () => false;
    await shop.server.request(PATH, {}, { incoming, outgoing });
    gone.push(incoming.socket);
  }
  expect(shop.listeners()).toBe(5);
  await expect.poll(shop.listeners).toBe(0);
  expect(gone.every(({ destroyed }) => destroyed)).toBe(true);
});

test("ten thousand events in a second: a slow listener is told the newest of each product, and keeps no sale waiting", async () => {
  const { socket, heard } = await send(GET);
  await expect.poll(heard).toContain("event: alive");
  socket.pause();
  const ids = Array.from({ length: 20 }, (_, place) => place.toString(16).padStart(24, "0"));
  const skus = Array.from({ length: 40 }, (_, place) => ({
    sku: `M-${place}`,
    productId: "a",
    onHand: 5,
    reserved: 2,
    available: 3,
    version: 9,
    lowStockAt: 4,
  }));
  const begun = performance.now();
  for (let version = 1; version <= 500; version += 1) {
    const changes = ids.map((productId) => ({ productId, version, freeAt: null, skus }));
    for (const change of changes) shop.tell({ changes: [change], stale: [] });
    // The listener's turn, as often as a real shop would give it one.
    if (version % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const tookMs = performance.now() - begun;
  socket.resume();
  for (const id of ids) await expect.poll(heard).toContain(`{"productId":"${id}","version":500,`);
  expect(count(heard(), /event: changed/g)).toBeLessThan(2_000);
  expect(tookMs).toBeLessThan(10_000);
});

test("who says what it shows is told at once what is newer, and nothing of the rest", async () => {
  const { body } = await shop.call("GET", "/api/catalog/products");
  const [one, other] = body.items as { id: string; stockVersion: number }[];
  if (one === undefined || other === undefined) throw new Error("the shop has fewer than two products");
  const query = `?products=${one.id}:${one.stockVersion - 1},${other.id}:${other.stockVersion}`;
  const { heard } = await send(GET.replace(PATH, PATH + query));
  await expect.poll(heard).toContain("event: changed");
  expect(heard()).toContain(`{"productId":"${one.id}","version":${one.stockVersion},`);
  expect(heard()).not.toContain(other.id);
});

test("where that cannot be read, the listener is told to read by itself", async () => {
  const { body } = await shop.call("GET", "/api/catalog/products");
  const [one] = body.items as { id: string }[];
  shop.pauseReads(() => Promise.reject(new Error("the database is away")));
  const { heard } = await send(GET.replace(PATH, `${PATH}?products=${one?.id}:0`));
  await expect.poll(heard).toContain("event: gap");
});

test("the storeroom's movements are told to who asks for them, to all by one read of the ledger", async () => {
  const asked = vi.spyOn(shop.services.ledger, "latestMovements");
  const wants = GET.replace(PATH, `${PATH}?storeroom=only`);
  const all = [await send(wants), await send(wants), await send(GET), await send(wants)];
  for (const { heard } of all) await expect.poll(heard).toContain("event: alive");
  for (const [place, { heard }] of all.entries())
    if (place !== 2) await expect.poll(heard).toMatch(/event: movements\ndata: \[\{"id":"PLATE-1 1",/);
  expect(asked).toHaveBeenCalledTimes(1);
  shop.tell({ changes: [figures("a".repeat(24))], stale: [] });
  await expect.poll(() => asked.mock.calls.length, { timeout: 5_000 }).toBe(2);
  expect(all[0]?.heard()).not.toContain("event: changed");
  expect(all[2]?.heard()).not.toContain("event: movements");
  expect(all.map(({ heard }) => heard()).join("")).not.toMatch(/orderId|person|reason/);
});

const figures = (productId: string) => ({ productId, version: 1, freeAt: null, skus: [] });
