import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { browserOf } from "./browser-session.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

const PATH = "/api/inventory/events";
const LONG_MS = 60_000;
const TIMES = { quietMs: LONG_MS, lastsMs: LONG_MS, takesWithinMs: LONG_MS, checksMs: LONG_MS };

let shop: MemoryShop;
let servers: Server[] = [];
beforeEach(async () => {
  shop = await openMemoryShop({ streams: { times: TIMES } });
});

afterEach(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  servers = [];
});

/** The address of the shop as it is now, on a socket: without one nobody can listen. */
async function addressOf({ server: app }: MemoryShop): Promise<string> {
  const server = createServer(getRequestListener(app.fetch)).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** Listens with these headers. What was heard so far is waited for until it has the word. */
async function listen(headers: Record<string, string>, query = "") {
  const answer = await fetch((await addressOf(shop)) + PATH + query, { headers });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const hear = async (word: string): Promise<string> => {
    while (!text.includes(word)) {
      const part = await reader?.read();
      if (part?.value === undefined) throw new Error(`it ended without "${word}": ${text}`);
      text += part.value;
    }
    return text;
  };
  const end = async (): Promise<void> => {
    for (;;) if ((await reader?.read())?.done !== false) return;
  };
  return { status: answer.status, hear, end, leave: () => reader?.cancel() };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function signedIn(app: "storefront" | "admin", email: string): Promise<Record<string, string>> {
  const browser = browserOf(shop.call, app);
  const answer = await browser.send("POST", "/api/auth/sign-in/email", { email, password: "scarlet-demo" });
  expect(answer.status).toBe(200);
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return { "x-scarlet-app": app, cookie };
}

test("strangers, shoppers and void tokens are refused, and nobody listens for them", async () => {
  const strangers = [{}, bearer("nobody.gave-this-out"), { "x-scarlet-app": "admin" }];
  for (const headers of strangers) {
    const { status, body } = await shop.call("GET", PATH, { headers });
    expect([status, body.code]).toEqual([401, "accounts.unauthenticated"]);
  }
  const shoppers = [
    bearer(shop.tokenOf("shopper")),
    await signedIn("admin", "shopper@example.com"),
    // Whatever their role, in the storefront everybody is a shopper.
    await signedIn("storefront", "inventory@example.com"),
  ];
  for (const headers of shoppers) {
    const { status, body } = await shop.call("GET", PATH, { headers });
    expect([status, body.code]).toEqual([403, "accounts.forbidden"]);
  }
  expect((await shop.call("HEAD", PATH)).status).toBe(401);
  expect(shop.listeners()).toBe(0);
});

test("staff are told what is on hand and reserved, by SKU, with its version", async () => {
  const row = shop.db.stock.get("PLATE-1");
  const query = `?products=${row?.productId}:0`;
  const desks = [bearer(shop.tokenOf("inventory")), await signedIn("admin", "admin@example.com")];
  for (const headers of desks) {
    const stream = await listen(headers, query);
    expect(stream.status).toBe(200);
    const text = await stream.hear("event: changed\n");
    const data = JSON.parse(/event: changed\ndata: (.*)/.exec(text)?.[1] ?? "null");
    expect(data).toEqual({
      productId: row?.productId,
      version: expect.any(Number),
      skus: [
        {
          sku: "PLATE-1",
          onHand: 40,
          reserved: 0,
          available: 40,
          version: row?.version,
          lowStockAt: row?.lowStockAt,
        },
      ],
    });
    await stream.leave();
  }
  const refused = await shop.call("GET", `${PATH}?products=mug`, { token: shop.tokenOf("admin") });
  expect([refused.status, refused.body.code]).toEqual([400, "input.invalid"]);
  expect((await shop.call("POST", PATH, { body: {}, token: shop.tokenOf("admin") })).status).toBe(405);
});

test("a stream ends soon after its session has", async () => {
  shop = await openMemoryShop({ streams: { times: { ...TIMES, checksMs: 20 } } });
  const token = shop.tokenOf("inventory");
  const stream = await listen(bearer(token));
  await stream.hear("event: alive");
  expect(shop.listeners()).toBe(1);
  expect((await shop.call("POST", "/api/auth/sign-out", { token })).status).toBe(200);
  await stream.end();
  await expect.poll(shop.listeners).toBe(0);
});
