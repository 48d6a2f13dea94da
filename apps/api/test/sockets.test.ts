import { once } from "node:events";
import { createServer as createNodeServer, type Server } from "node:http";
import { connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerBrokenRequests, brokenRequest, SERVER_OPTIONS } from "../src/http/broken-requests.ts";
import { drainServer } from "../src/shutdown.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

const silent = { info() {}, warn() {}, error() {} };
let shop: MemoryShop;
let server: Server;
let port: number;

beforeEach(async () => {
  shop = await openMemoryShop();
  const errorHandler = (error: unknown) => brokenRequest(error, true);
  server = createNodeServer(SERVER_OPTIONS, getRequestListener(shop.server.fetch, { errorHandler }));
  answerBrokenRequests(server, true);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const at = (path: string) => `http://127.0.0.1:${port}${path}`;

/** What the server says to bytes as they are. */
function say(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket.on("data", (chunk) => (answer += String(chunk)));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

test.each([1, 20])(
  "a body of %i MB is answered 413, also over a real connection, and the server lives on",
  async (mb) => {
    const before = shop.books();
    const answer = await fetch(at("/api/orders"), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${shop.tokenOf("shopper")}` },
      body: JSON.stringify({ items: [], note: "x".repeat(mb * 1024 * 1024) }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: "request.too_large" }]);
    expect((await fetch(at("/healthz"))).status).toBe(200);
    expect(shop.books()).toBe(before);
  },
);

test("a body without a length is counted as it comes, and refused when it is too much", async () => {
  const chunk = `${(65_536).toString(16)}\r\n${"x".repeat(65_536)}\r\n`;
  const head =
    "POST /api/orders HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";
  const answer = await say(`${head}${chunk.repeat(8)}0\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test.each([
  "GARBAGE\r\n\r\n",
  "GET / HTTP/9.9\r\n\r\n",
  "GET / HTTP/1.1\r\nconnection: close\r\n\r\n",
  `GET /${"x".repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  "GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n",
  "GET /x\\y HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
  "CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: x\r\nexpect: gold\r\nconnection: close\r\n\r\n",
])("bytes that are no request end that connection only", async (bytes) => {
  const answer = await say(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).toContain('"code":"request.');
  expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
  expect(answer).toMatch(/\r\nx-frame-options: DENY\r\n/i);
  expect(answer).toMatch(/\r\ncache-control: no-store\r\n/i);
  expect(answer).toMatch(/\r\nstrict-transport-security: max-age=\d+\r\n/i);
  expect((await fetch(at("/healthz"))).status).toBe(200);
});

test("a buyer who hangs up while waiting is dropped: nothing is held for nobody", async () => {
  let letGo: () => void = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  let arrived: () => void = () => {};
  const underWay = new Promise<void>((resolve) => (arrived = resolve));
  shop.pauseStock(() => {
    arrived();
    return gate;
  });
  const order = (key: string, signal?: AbortSignal) =>
    fetch(at("/api/orders"), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${shop.tokenOf("shopper")}`,
        "idempotency-key": key,
      },
      body: JSON.stringify({ items: [{ sku: "PLATE-1", quantity: 3 }] }),
      ...(signal && { signal }),
    });
  const first = order("first");
  await underWay;
  const gone = new AbortController();
  const second = order("second", gone.signal);
  await expect.poll(() => shop.services.stock.waiting()).toBe(1);
  gone.abort();
  await expect(second).rejects.toThrow();
  await expect.poll(() => shop.services.stock.waiting()).toBe(0);
  letGo();
  expect((await first).status).toBe(201);
  expect(shop.db.orders.size).toBe(1);
  expect(shop.db.stock.get("PLATE-1")?.reserved).toBe(3);
});

test("ending: requests under way are answered, new ones are not taken, kept-alive connections do not hold it up", async () => {
  await (await fetch(at("/healthz"))).text();
  let arrived: () => void = () => {};
  const underWay = new Promise<void>((resolve) => (arrived = resolve));
  let letGo: () => void = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  shop.pauseReads(async () => {
    arrived();
    await gate;
  });
  const answer = fetch(at("/api/catalog/products/mug"));
  await underWay;
  const drained = drainServer(server, silent, 5_000);
  await expect(fetch(at("/healthz"))).rejects.toThrow();
  letGo();
  expect((await answer).status).toBe(200);
  await drained;
});

test("ending: a request that never ends is cut off after the patience", async () => {
  shop.pauseReads(() => new Promise(() => {}));
  const answer = fetch(at("/api/catalog/products/mug"));
  const cut = expect(answer).rejects.toThrow();
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))))
    .toBe(1);
  await drainServer(server, silent, 200);
  await cut;
});
