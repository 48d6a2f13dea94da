import { beforeEach, expect, test } from "vitest";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

let shop: MemoryShop;
beforeEach(async () => {
  shop = await openMemoryShop();
});

test("every answer carries the safe headers, and no origin is let in", async () => {
  for (const path of [
    "/api/catalog/products",
    "/api/nothing",
    "/api/docs",
    "/healthz",
    "/api/trpc/catalog.shelves",
  ]) {
    const { headers } = await shop.call("GET", path, { headers: { origin: "https://evil.example" } });
    expect([path, headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
  const preflight = await shop.call("OPTIONS", "/api/orders", {
    headers: { origin: "https://evil.example" },
  });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([405, null]);
});

test("where the API is reached by https, every answer says that it is not by http", async () => {
  const { server } = await openMemoryShop({ apiUrl: "https://api.test" });
  for (const path of [
    "/api/catalog/products",
    "/api/nothing",
    "/api/docs",
    "/healthz",
    "/api/trpc/x",
    "/api/stock/events",
  ]) {
    const answer = await server.request(path);
    expect([path, answer.headers.get("strict-transport-security")]).toEqual([path, "max-age=31536000"]);
    await answer.body?.cancel();
  }
});

test("a request keeps its id when it is a plain word, and gets one when not", async () => {
  const kept = await shop.call("GET", "/healthz", { headers: { "x-request-id": "web-1:abc" } });
  expect(kept.headers.get("x-request-id")).toBe("web-1:abc");
  for (const id of [undefined, "x".repeat(129), "two words"]) {
    const made = await shop.call(
      "GET",
      "/healthz",
      id === undefined ? {} : { headers: { "x-request-id": id } },
    );
    expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("alive is not ready: without the database it is not, without the cache it is, ending it is not", async () => {
  const ready = async () => {
    const { status, text } = await shop.askOperator("/readyz");
    return [status, JSON.parse(text)];
  };
  expect(await ready()).toEqual([200, { ready: true, database: "reached", cache: "off" }]);
  shop.world.cache = "unreachable";
  expect(await ready()).toEqual([200, { ready: true, database: "reached", cache: "unreachable" }]);
  shop.world.ending = true;
  expect(await ready()).toEqual([503, { ready: false, database: "reached", cache: "unreachable" }]);
  shop.world.ending = false;
  shop.world.database = "down";
  expect(await ready()).toEqual([503, { ready: false, database: "unreachable", cache: "unreachable" }]);
  expect((await shop.call("GET", "/healthz")).status).toBe(200);
});

test("what is for operators is not on the public port, and their port has nothing else", async () => {
  for (const path of ["/metrics", "/readyz", "/metrics/", "/api/metrics", "/api/readyz", "/%6detrics"])
    expect([path, (await shop.call("GET", path)).status]).toEqual([path, 404]);
  for (const path of ["/", "/healthz", "/api/catalog/products", "/metrics/"])
    expect([path, (await shop.askOperator(path)).status]).toEqual([path, 404]);
  expect((await shop.askOperator("/metrics", "POST")).status).toBe(405);
});

test("a catalog answer is counted as what its header says", async () => {
  const { headers } = await shop.call("GET", "/api/catalog/products/mug");
  const told = headers.get("x-cache") ?? "";
  const { text } = await shop.askOperator("/metrics");
  expect(text).toContain(`scarlet_cache_reads_total{result="${told}"} 1`);
  expect(text).toMatch(
    /scarlet_http_request_seconds_count\{method="GET",route="\/api\/catalog\/products\/:slug",status="200"\} 1/,
  );
  expect(text).toContain("scarlet_stock_commands_waiting 0");
});

test("addresses that nobody routed share one label, so that strangers cannot fill the metrics", async () => {
  for (const path of ["/a", "/b", "/api/c"]) await shop.call("GET", path);
  const { text } = await shop.askOperator("/metrics");
  expect(text).not.toMatch(/route="\/(a|b|api\/c)"/);
});

test("the document and its page are there, without scripts and without other hosts", async () => {
  const document = await shop.call("GET", "/api/openapi.json");
  expect(document.body).toMatchObject({ openapi: "3.1.0", info: { title: "Scarlet" } });
  const page = await shop.call("GET", "/api/docs");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.text).toContain("POST /api/inventory/{sku}/adjust");
  expect(page.text).not.toMatch(/<script|https?:\/\//);
});

test("REST signs in and out by token: five wrong tries pause an account, a signed-out token is void", async () => {
  const email = "shopper@example.com";
  const signIn = (password: string) =>
    shop.call("POST", "/api/auth/sign-in/email", { body: { email, password } });
  const signedIn = await signIn("scarlet-demo");
  expect(signedIn.body).toMatchObject({ user: { email, role: "shopper" } });
  expect(signedIn.headers.get("set-auth-token")).toBe(signedIn.body.token);
  expect(signedIn.headers.getSetCookie()).toEqual([]);

  const token = String(signedIn.body.token);
  expect((await shop.call("POST", "/api/auth/sign-out", { token })).status).toBe(200);
  expect((await shop.call("POST", "/api/auth/sign-out", { token })).status).toBe(401);

  for (let i = 0; i < 5; i++) expect((await signIn("wrong")).status).toBe(401);
  const paused = await signIn("scarlet-demo");
  expect([paused.status, paused.body.code]).toEqual([429, "accounts.too_many_tries"]);
  expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(50);
});

test("the stream of stock events refuses what it does not understand, and other methods", async () => {
  const path = "/api/stock/events";
  for (const query of [
    "products=",
    "products=mug",
    `products=${"0".repeat(24)}:x`,
    `products=${"0".repeat(24)}:-1`,
    `products=${"0".repeat(24)}:1:2`,
    `products=${"0".repeat(24)}&products=${"1".repeat(24)}`,
    "storeroom=",
    "storeroom=yes",
    "storeroom=also&storeroom=also",
    `storeroom=only&products=${"0".repeat(24)}`,
  ]) {
    const { status, body } = await shop.call("GET", `${path}?${query}`);
    expect([query, status, body.code]).toEqual([query, 400, "input.invalid"]);
  }
  expect((await shop.call("POST", path, { body: {} })).status).toBe(405);
  const answer = await shop.server.request(`${path}?products=${"0".repeat(24)}`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  await answer.body?.cancel();
});
