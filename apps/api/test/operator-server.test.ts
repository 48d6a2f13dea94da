import { once } from "node:events";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMetrics } from "../src/metrics.ts";
import { createOperatorServer } from "../src/operator-server.ts";

let server: Server;
let hangs: boolean;

beforeEach(async () => {
  hangs = false;
  const metrics = createMetrics({ waiting: () => 3 });
  const readiness = {
    pingDatabase: () => (hangs ? new Promise<void>(() => {}) : Promise.resolve()),
    cacheState: () => Promise.resolve("on" as const),
    ending: () => false,
    timeoutMs: 50,
  };
  server = createOperatorServer({ metrics, readiness }, "127.0.0.1");
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function ask(path: string, { method = "GET", host = "127.0.0.1" } = {}) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; type: string; cached: string; text: string }>((resolve, reject) => {
    const headers = { host: `${host}:${port}` };
    const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, async (answer) => {
      let text = "";
      for await (const part of answer) text += String(part);
      const { "content-type": type = "", "cache-control": cached = "" } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, type, cached, text });
    });
    sent.on("error", reject).end();
  });
}

test("operators are told how the process does and whether it can serve", async () => {
  const metrics = await ask("/metrics?x=1");
  expect([metrics.status, metrics.cached]).toEqual([200, "no-store"]);
  expect(metrics.type).toContain("text/plain");
  expect(metrics.text).toContain("scarlet_stock_commands_waiting 3");
  const ready = await ask("/readyz");
  expect(JSON.parse(ready.text)).toEqual({ ready: true, database: "reached", cache: "on" });
  expect((await ask("/readyz", { method: "HEAD" })).status).toBe(200);
});

test("a database that hangs is told in time, as a process that cannot serve", async () => {
  hangs = true;
  const { status, text } = await ask("/readyz");
  expect([status, JSON.parse(text)]).toMatchObject([503, { ready: false, database: "unreachable" }]);
});

test.each(["evil.example", "127.0.0.1.evil.example", "api"])(
  "a browser that came here as %s is sent away",
  async (host) => {
    const { status, text } = await ask("/metrics", { host });
    expect(status).toBe(421);
    expect(text).not.toContain("scarlet_");
  },
);

test("localhost is this machine", async () => {
  expect((await ask("/metrics", { host: "localhost" })).status).toBe(200);
});

test.each(["/", "/api/catalog/products", "/metrics/", "//metrics", "/%6detrics"])(
  "%s is nothing",
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);
