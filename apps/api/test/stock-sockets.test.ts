import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { StockChanged } from "@scarlet/domain/inventory";
import { type AppRouter, appRouter } from "@scarlet/trpc";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import superjson from "superjson";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { drainServer } from "../src/shutdown.ts";
import { createSockets, isSocketRequest, type Sockets } from "../src/sockets/sockets.ts";
import { type MemoryShop, type MemoryShopOptions, openMemoryShop } from "./memory-shop.ts";

// Subscriptions by WebSocket, on a server that is put together as the process does it.

const LONG_MS = 60_000;
const TIMES = { quietMs: LONG_MS, lastsMs: LONG_MS, takesWithinMs: LONG_MS, checksMs: LONG_MS };
const MUG = "a".repeat(24);
const SHOP_PAGE = "http://shop.test";

let shop: MemoryShop;
let sockets: Sockets;
let server: Server;
let port: number;
const opened: { close(): unknown }[] = [];

async function open(options: MemoryShopOptions = {}): Promise<void> {
  const times = { ...TIMES, ...options.streams?.times };
  shop = await openMemoryShop({ ...options, streams: { ...options.streams, times } });
  sockets = createSockets({ ...shop.parts, times, https: false, origins: [SHOP_PAGE] });
  server = createServer({ shouldUpgradeCallback: isSocketRequest }, getRequestListener(shop.server.fetch));
  server.on("upgrade", sockets.upgrade);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
}
async function close(): Promise<void> {
  for (const each of opened.splice(0)) each.close();
  await sockets.close();
  server.closeAllConnections();
  server.close();
}
async function reopen(options: MemoryShopOptions): Promise<void> {
  await close();
  await open(options);
}
beforeEach(() => open());
afterEach(close);

type Told = { readonly id?: unknown; readonly result?: { readonly type: string; readonly id?: string } };

/** A connection without a client of tRPC. `heard`: what came, read. */
async function dial(options: { origin?: string } = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/trpc`, options);
  opened.push({ close: () => socket.terminate() });
  const heard: Told[] = [];
  socket.on("message", (data: Buffer) => heard.push(JSON.parse(String(data)) as Told));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await once(socket, "open");
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  const ask = (method: string, path: string, id = 1, input: unknown = {}) =>
    send({ id, method, params: { path, input: { json: input } } });
  return { socket, heard, closed, send, ask };
}

/** The status and the body of a handshake that is refused. Raises when it is not. */
async function refusedDial(options: { origin?: string } = {}, path = "/api/trpc") {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
  socket.on("error", () => undefined);
  const taken = once(socket, "open").then(() => {
    socket.terminate();
    throw new Error("the handshake was not refused");
  });
  const [, answer] = (await Promise.race([taken, once(socket, "unexpected-response")])) as [
    unknown,
    import("node:http").IncomingMessage,
  ];
  let text = "";
  for await (const part of answer) text += String(part);
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(text) as { code: string } };
}

const change = (version: number, productId = MUG): StockChanged => ({
  productId,
  version,
  freeAt: null,
  skus: [{ sku: "M-1", productId, onHand: 5, reserved: 2, available: 3, version: 9, lowStockAt: 4 }],
});

test("tRPC's client is told with figures, comes back by itself and is told what it missed", async () => {
  const { body } = await shop.call("GET", "/api/catalog/products");
  const [product] = body.items as { id: string; stockVersion: number; slug: string }[];
  if (product === undefined) throw new Error("the shop is empty");
  const { id: productId, stockVersion } = product;
  const socket = createWSClient({ url: `ws://127.0.0.1:${port}/api/trpc`, retryDelayMs: () => 20 });
  opened.push(socket);
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket, transformer: superjson })] });
  const told: unknown[] = [];
  const input = { products: [{ productId, version: stockVersion }] };
  client.stock.changes.subscribe(input, {
    onData: (event) => told.push(event),
    onError: () => told.push("error"),
  });
  await expect.poll(() => told).toEqual([{ id: "none", data: { kind: "alive" } }]);
  shop.tell({ changes: [change(stockVersion + 1, productId), change(7)], stale: [] });
  const skus = [{ sku: "M-1", available: 3, lowStockAt: 4, held: true }];
  const first = { kind: "changed", productId, version: stockVersion + 1, freeAt: null, skus, moves: [] };
  await expect.poll(() => told[1]).toEqual({ id: `${productId}:${stockVersion + 1}`, data: first });

  shop.db.productVersions.set(productId, stockVersion + 2);
  await sockets.close();
  sockets = createSockets({ ...shop.parts, times: TIMES, https: false, origins: [] });
  server.removeAllListeners("upgrade").on("upgrade", sockets.upgrade);
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(4);
  expect(told[3]).toMatchObject({
    id: `${productId}:${stockVersion + 2}`,
    data: { kind: "changed", version: stockVersion + 2 },
  });
});

test("queries and mutations are refused, every one of them, and change nothing", async () => {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC has no other word for it
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Inspected>);
  const others = procedures.flatMap(([name, { _def: kept }]) =>
    kept.type === "subscription" ? [] : [[kept.type, name] as const],
  );
  expect(others.length).toBeGreaterThan(40);
  const before = shop.books();
  const { heard, ask } = await dial();
  for (const [place, [type, name]] of others.entries()) ask(type, name, place + 1);
  await expect.poll(() => heard.length).toBe(others.length);
  const codes = heard.map((answer) => JSON.stringify(answer));
  for (const code of codes) expect(code).toContain('"errorCode":"request.only_subscriptions"');
  expect(shop.books()).toBe(before);
});
type Inspected = { readonly _def: { readonly type: "query" | "mutation" | "subscription" } };

test("a page of another site cannot open one; the shop's own pages can, and whoever is no browser", async () => {
  for (const origin of ["https://evil.example", "null", `${SHOP_PAGE}.evil.example`]) {
    const { status, body, headers } = await refusedDial({ origin });
    expect([origin, status, body.code]).toEqual([origin, 403, "request.foreign_origin"]);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  }
  await dial({ origin: SHOP_PAGE });
  await dial();
});

test("connections, further subscriptions and plain streams of one address are counted together", async () => {
  await reopen({ streams: { streamsPerAddress: 3 } });
  const plain = await fetch(`http://127.0.0.1:${port}/api/stock/events`);
  const { socket, heard, ask } = await dial();
  ask("subscription", "stock.changes", 1);
  ask("subscription", "stock.changes", 2);
  await expect.poll(shop.listeners).toBe(3);
  ask("subscription", "stock.changes", 3);
  await expect.poll(() => JSON.stringify(heard)).toContain('"errorCode":"request.rate_limited"');
  const refused = await refusedDial();
  expect([refused.status, refused.body.code]).toEqual([429, "request.rate_limited"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect((await fetch(`http://127.0.0.1:${port}/api/stock/events`)).status).toBe(429);
  socket.send(JSON.stringify({ id: 2, method: "subscription.stop" }));
  await expect.poll(shop.listeners).toBe(2);
  await dial();
  socket.terminate();
  await expect.poll(shop.listeners).toBe(1);
  await dial();
  await plain.body?.cancel();
});

test("one connection has ten subscriptions and no more", async () => {
  const { heard, ask } = await dial();
  for (let id = 1; id <= 11; id += 1) ask("subscription", "stock.changes", id);
  await expect.poll(() => JSON.stringify(heard)).toContain('"errorCode":"request.rate_limited"');
  expect(shop.listeners()).toBe(10);
});

test("a message that is too long ends its connection, and so do too many", async () => {
  const { closed, send } = await dial();
  send({ id: 1, method: "query", params: { path: "x".repeat(17_000) } });
  expect(await closed).toBe(1009);
  await reopen({ rateLimitFactor: 0.05 });
  const { socket, closed: ended } = await dial();
  const message = JSON.stringify({ id: 1, method: "query", params: { path: "accounts.me" } });
  for (let count = 0; count < 150; count += 1) socket.send(message);
  expect(await ended).toBe(1008);
});

test("who breaks a message's form is told so, and the shop lives on", async () => {
  const { heard, socket, ask } = await dial();
  for (const text of ["", "nonsense", "[]", '{"id":1}', '{"id":null,"method":"query","params":{}}', "PING"])
    socket.send(text === "PING" ? '{"id":{},"method":"subscription","params":{"path":5}}' : text);
  ask("subscription", "stock.changes", 9, { products: [{ productId: "mug" }] });
  await expect.poll(() => JSON.stringify(heard)).toContain('"errorCode":"input.invalid"');
  expect(shop.listeners()).toBe(0);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});

test("who does not answer is ended, who does is not", async () => {
  await reopen({ streams: { times: { ...TIMES, quietMs: 50 } } });
  const { ask } = await dial();
  ask("subscription", "stock.changes");
  const mute = connect(port, "127.0.0.1");
  const gone = once(mute, "close");
  mute.write(
    `GET /api/trpc HTTP/1.1\r\nhost: shop.test\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${"A".repeat(22)}==\r\n\r\n`,
  );
  mute.resume();
  await gone;
  expect(shop.listeners()).toBe(1);
});

test("who takes nothing of what it is told is cut off, and leaves no listener", async () => {
  await reopen({ streams: { times: { ...TIMES, takesWithinMs: 300 } } });
  const { socket, ask } = await dial();
  ask("subscription", "stock.changes");
  await expect.poll(shop.listeners).toBe(1);
  socket.pause();
  const ids = Array.from({ length: 2_000 }, (_, place) => place.toString(16).padStart(24, "0"));
  let version = 0;
  const tellAll = () => {
    version += 1;
    shop.tell({ changes: ids.map((id) => change(version, id)), stale: [] });
    return shop.listeners();
  };
  await expect.poll(tellAll, { timeout: 20_000 }).toBe(0);
});

test("a connection ends after its time, and its client is told to come back", async () => {
  await reopen({ streams: { times: { ...TIMES, lastsMs: 50 } } });
  const { closed } = await dial();
  expect(await closed).toBe(1001);
});

test("ending: all are told goodbye, nobody holds the end up, and no new ones are taken", async () => {
  const { closed, ask, heard } = await dial();
  ask("subscription", "stock.changes");
  await expect.poll(shop.listeners).toBe(1);
  const deaf = await dial();
  deaf.socket.pause();
  const goodbye = sockets.close();
  shop.endEvents();
  expect(await closed).toBe(1001);
  // An error or an end of the subscription would keep tRPC's client from coming back.
  expect(heard.map(({ result }) => result?.type)).toEqual(["started", "data"]);
  expect((await refusedDial()).status).toBe(503);
  await goodbye;
  await drainServer(server, { info() {}, warn() {}, error() {} }, 5_000);
});

test("only a handshake at its address upgrades; whatever else asks to is answered as if it had not", async () => {
  const ask = (head: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(`${head}\r\nhost: shop.test\r\n\r\n`));
      let answer = "";
      socket.on("data", (part) => {
        answer += String(part);
        socket.end();
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  const h2c = "connection: upgrade, http2-settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP";
  expect(await ask(`GET /healthz HTTP/1.1\r\n${h2c}`)).toMatch(/^HTTP\/1\.1 200 /);
  const handshake = "connection: upgrade\r\nupgrade: websocket";
  expect(await ask(`GET /api/stock/event HTTP/1.1\r\n${handshake}`)).toMatch(/^HTTP\/1\.1 404 /);
  const broken = await ask(`GET /api/trpc HTTP/1.1\r\n${handshake}`);
  expect(broken).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"request\.malformed"/);
  const plain = await fetch(`http://127.0.0.1:${port}/api/trpc`);
  expect([plain.status, plain.headers.get("upgrade")]).toEqual([426, "websocket"]);
});
