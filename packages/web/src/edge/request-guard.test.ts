import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { setPageRefusal } from "./page-refusal.ts";
import { createRequestGuard, type RequestGuardOptions } from "./request-guard.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};
type Ask = { readonly method?: string; readonly headers?: Record<string, string> };

/** A door before a "Next" that tells what it was asked. */
async function behindDoor(parts: Partial<RequestGuardOptions> = {}) {
  const handle = vi.fn(async ({ url, headers }: IncomingMessage, response: ServerResponse) => {
    response.end(
      JSON.stringify({
        url,
        rsc: headers.rsc,
        ...(headers["x-forwarded-for"] !== "127.0.0.1" && { from: headers["x-forwarded-for"] }),
      }),
    );
  });
  const door = createRequestGuard({
    handle,
    isRouterState: (header) => header === "good",
    https: false,
    indexed: true,
    loopbackOnly: false,
    isDevelopment: false,
    ...parts,
  });
  const server = createServer(door);
  open.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, options: Ask = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, agent: false, ...options }, async (response) => {
        let body = "";
        for await (const part of response) body += part;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
      sent.on("error", reject).end();
    });
  return { handle, ask };
}

test.each([
  [429, 7.2, "8"],
  [503, undefined, "5"],
])("a page that the API refused with %d is no fault of the web app's", async (status, seconds, told) => {
  const { ask } = await behindDoor({
    handle: async (_, response) => {
      await Promise.resolve();
      setPageRefusal(status, seconds);
      response.statusCode = 500;
      response.end("the error page");
    },
  });
  const answer = await ask("/products/mug");
  expect(answer).toMatchObject({ status, body: "the error page" });
  expect(answer.headers["retry-after"]).toBe(told);
});

test("any other fault stays one, and what was drawn in spite of a refusal is what it is", async () => {
  for (const [told, sent] of [
    [409, 500],
    [429, 200],
  ] as const) {
    const { ask } = await behindDoor({
      handle: async (_, response) => {
        setPageRefusal(told, 3);
        response.writeHead(sent).end();
      },
    });
    expect((await ask("/")).status).toBe(sent);
  }
});

test("what can be read goes to Next as it is", async () => {
  const { ask } = await behindDoor();
  expect(JSON.parse((await ask("/products?q=%", { headers: { rsc: "1" } })).body)).toEqual({
    url: "/products?q=%",
    rsc: "1",
  });
});

test.each(["/products/%A0", "/50%", "/%2e%2e/x", "/a%00", `/${"a".repeat(8000)}`])(
  "%s becomes Next's page of nothing, whole even for its router",
  async (path) => {
    const { ask } = await behindDoor();
    const { body } = await ask(path, { headers: { rsc: "1" } });
    expect(JSON.parse(body)).toEqual({ url: "/_not-found" });
  },
);

test("of the API, what cannot be read is refused with a sentence before Next sees it", async () => {
  const { ask, handle } = await behindDoor();
  for (const path of ["/api/%A0", "/api/trpc/50%", "/api/%2e%2e/metrics", "/api/..%2fmetrics"]) {
    const { status, headers, body } = await ask(path);
    expect([status, headers["content-type"]]).toEqual([400, "application/problem+json"]);
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: "request.malformed" });
  }
  expect(handle).not.toHaveBeenCalled();
});

test("a router's state that Next cannot read is left out, a good one is not", async () => {
  const { ask } = await behindDoor();
  const rsc = async (state: string) =>
    JSON.parse((await ask("/", { headers: { rsc: "1", "next-router-state-tree": state } })).body).rsc;
  expect(await rsc("good")).toBe("1");
  expect(await rsc("%A0")).toBeUndefined();
});

test("pages are read only: other methods are 405, and a form that was too early is led back to its page", async () => {
  const { ask, handle } = await behindDoor();
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
    expect(await ask("/products", { method })).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD" },
    });
  expect((await ask("/api/x", { method: "TRACE" })).status).toBe(405);
  expect(await ask("//evil.example/x", { method: "POST" })).toMatchObject({
    status: 303,
    headers: { location: "/evil.example/x" },
  });
  expect((await ask("/%A0", { method: "POST" })).status).toBe(405);
  expect(handle).not.toHaveBeenCalled();
  await ask("/api/orders", { method: "POST" });
  expect(handle).toHaveBeenCalledOnce();
});

test("every answer carries the headers, also those that Next never sees", async () => {
  const { ask } = await behindDoor({ https: true, indexed: false });
  for (const [path, method] of [
    ["/", "GET"],
    ["/%A0", "GET"],
    ["/api/%A0", "GET"],
    ["/", "TRACE"],
    ["/api", "GET"],
    ["/api/", "GET"],
    ["/api/orders", "TRACE"],
    ["/api/orders", "PROPFIND"],
  ] as const) {
    const { headers } = await ask(path, { method });
    expect(headers).toMatchObject({
      "strict-transport-security": "max-age=31536000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "permissions-policy": expect.stringContaining("payment=()"),
      "x-robots-tag": "noindex, nofollow",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "referrer-policy": expect.any(String),
      "cache-control": "no-store",
    });
  }
});

test("what Next says of how long an answer may be kept stands", async () => {
  const { ask, handle } = await behindDoor();
  handle.mockImplementationOnce(async (_request, response) => {
    response.writeHead(200, { "cache-control": "public, max-age=60" }).end();
  });
  expect((await ask("/")).headers["cache-control"]).toBe("public, max-age=60");
});

test("over plain http no browser is told to insist on https", async () => {
  const { ask } = await behindDoor();
  expect((await ask("/")).headers).not.toHaveProperty("strict-transport-security");
});

test("a shop that is set up for this machine alone is not served under another name", async () => {
  const { ask, handle } = await behindDoor({ loopbackOnly: true });
  for (const host of ["shop.example", "10.0.0.5:3000", "localhost.evil.example", "127.0.0.1.evil.example"])
    expect((await ask("/", { headers: { host } })).status).toBe(421);
  expect(handle).not.toHaveBeenCalled();
  for (const host of ["127.0.0.1:3000", "localhost", "[::1]:3000"])
    expect((await ask("/", { headers: { host } })).status).toBe(200);
});

test.each(["a b", "[", "x/y", "x?y", "u@x", "x:y", "%", "x,y"])(
  "a request for the host %j is refused before Next sees it",
  async (host) => {
    const { ask, handle } = await behindDoor();
    const { status, headers, body } = await ask("/", { headers: { host } });
    expect([status, body]).toEqual([400, "The request does not say for which host it is."]);
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "referrer-policy": "same-origin" });
    expect(handle).not.toHaveBeenCalled();
  },
);

test("from where a request came is written behind what it says of that itself", async () => {
  const { ask } = await behindDoor();
  const { body } = await ask("/", { headers: { "x-forwarded-for": "1.2.3.4, 5.6.7.8" } });
  expect(JSON.parse(body)).toMatchObject({ from: "1.2.3.4, 5.6.7.8, 127.0.0.1" });
});

test("only in development are the tools of Next's development server let through", async () => {
  const ask = { method: "POST" };
  const there = await behindDoor({ isDevelopment: true });
  expect((await there.ask("/__nextjs_original-stack-frames", ask)).status).toBe(200);
  expect((await there.ask("/cart", ask)).status).toBe(303);
  const elsewhere = await behindDoor();
  expect((await elsewhere.ask("/__nextjs_original-stack-frames", ask)).status).toBe(303);
  expect(elsewhere.handle).not.toHaveBeenCalled();
});
