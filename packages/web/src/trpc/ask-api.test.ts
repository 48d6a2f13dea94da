import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { askApi } from "./ask-api.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

test("an answer has its status, its headers and its JSON, whatever the status", async () => {
  const url = await serve((request, response) => {
    response.writeHead(207, { "x-read-fingerprints": "a,b" });
    response.end(JSON.stringify({ method: request.method, asked: request.headers["x-who"], text: "Müsli" }));
  });
  const answer = await askApi(url, { headers: { "x-who": "page" } });
  expect([answer.status, answer.ok, answer.header("x-read-fingerprints")]).toEqual([207, true, "a,b"]);
  expect(await answer.json()).toEqual({ method: "GET", asked: "page", text: "Müsli" });
});

test("a question with a body is sent whole", async () => {
  const url = await serve(async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    response.end(JSON.stringify([request.method, body]));
  });
  const answer = await askApi(url, { method: "POST", headers: {}, body: '{"ä":1}' });
  expect(await answer.json()).toEqual(["POST", '{"ä":1}']);
});

test("a kept connection that breaks as it is used again is replaced once, for what only reads", async () => {
  const used = new Map<unknown, number>();
  const url = await serve((request, response) => {
    const times = (used.get(request.socket) ?? 0) + 1;
    used.set(request.socket, times);
    if (times > 1) request.socket.resetAndDestroy();
    else response.end("1");
  });
  for (const _ of [1, 2, 3]) expect(await (await askApi(url, { headers: {} })).json()).toBe(1);
  expect(used.size).toBe(3);
  await expect(askApi(url, { method: "POST", headers: {}, body: "{}" })).rejects.toThrow("cannot be reached");
});

test("where nobody answers it says so, and so it does where the answer breaks off", async () => {
  const away = await serve((request) => request.socket.resetAndDestroy());
  await expect(askApi(away, { headers: {} })).rejects.toThrow("the API cannot be reached");
  const broken = await serve((request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("[");
    setImmediate(() => request.socket.destroy());
  });
  await expect(askApi(broken, { headers: {} })).rejects.toThrow();
});

test("who does not wait any more is not answered", async () => {
  const url = await serve(() => undefined);
  const waiting = new AbortController();
  const asked = askApi(url, { headers: {}, signal: waiting.signal });
  waiting.abort();
  await expect(asked).rejects.toThrow("the API cannot be reached");
});
