import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RATE_LIMITS } from "@scarlet/domain/kernel";
import { deserialize, type SuperJSONResult, serialize } from "superjson";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Listener } from "../src/hot/hot-request.ts";
import { wireReads } from "../src/hot/wire-reads.ts";
import { createMetrics } from "../src/metrics.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

let shop: MemoryShop;
let servers: readonly [Server, Server];
/** How many requests the hot way left to the others. */
let leftToOthers: number;

beforeEach(async () => {
  shop = await openMemoryShop();
  leftToOthers = 0;
  const listener = getRequestListener(shop.server.fetch);
  const others: Listener = (request, response) => {
    leftToOthers += 1;
    return listener(request, response);
  };
  const log = { debug() {}, isLevelEnabled: () => true };
  const metrics = createMetrics({ waiting: () => 0 });
  servers = [
    createServer(listener),
    createServer(wireReads({ ...shop.parts, metrics, https: false, log }, others)),
  ];
  for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
  // The process has seen both products, as it has after its first answers.
  for (const slug of ["mug", "plate"]) await shop.call("GET", `/api/catalog/products/${slug}`);
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Call = readonly [procedure: string, input?: unknown];

/** The address that tRPC's client makes of a batch. */
function batch(...calls: readonly Call[]): string {
  const inputs = Object.fromEntries(calls.map(([, input], place) => [place, serialize(input)]));
  const names = calls.map(([procedure]) => procedure).join(",");
  return `/api/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
}

/** Headers of one connection, one moment or one server. */
const NOT_COMPARED = new Set([
  "date",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "vary",
]);

async function say(server: Server, path: string, headers: Record<string, string>) {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { "x-request-id": "test-1", ...headers },
  });
  const answers = (await answer.json()) as { result?: { data: SuperJSONResult } }[];
  return {
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => !NOT_COMPARED.has(name)),
    told: [answers].flat().map(({ result, ...rest }) => (result ? deserialize(result.data) : rest)),
  };
}

/** Both answers to the same address, and whether the hot way gave its own. */
async function both(path: string, headers: Record<string, string> = {}) {
  await say(servers[0], path, headers);
  const expected = await say(servers[0], path, headers);
  const answered = await say(servers[1], path, headers);
  const wasHot = leftToOthers === 0;
  leftToOthers = 0;
  return { expected, answered, wasHot };
}

const MUG: Call = ["catalog.product", { slug: "mug" }];
const LIST: Call = ["catalog.page", { limit: 24, page: 1 }];

describe("the hot way answers what the others answer, dates included", () => {
  test.each([
    ["a product", [MUG]],
    ["a page of products", [["catalog.shelves"], ["inventory.storeroom"], MUG, LIST]],
    ["lists of all kinds", [LIST, ["catalog.list", { limit: 1 }], ["catalog.page", { category: "none" }]]],
    ["a search", [["catalog.page", { q: 'm"u.g', limit: 3 }]]],
    ["what stands beside a product", [["catalog.neighbours", { slug: "mug" }], MUG]],
    ["the same twice", [MUG, MUG]],
  ] satisfies [string, Call[]][])("%s, and it is hot", async (_, calls) => {
    const { expected, answered, wasHot } = await both(batch(...calls), { "x-read-fingerprints": "1" });
    expect(answered).toEqual(expected);
    expect([answered.status, answered.told.length, wasHot]).toEqual([200, calls.length, true]);
    expect(answered.headers.find(([name]) => name === "x-read-fingerprints")?.[1].split(",")).toHaveLength(
      calls.length,
    );
  });

  test("a date is a date", async () => {
    const { answered } = await both(batch(MUG, LIST));
    const [mug, list] = answered.told as [{ publishedAt: Date }, { items: { publishedAt: Date }[] }];
    expect(mug.publishedAt).toBeInstanceOf(Date);
    expect(list.items.map(({ publishedAt }) => publishedAt instanceof Date)).toEqual([true, true]);
  });

  test("what was sold since shows at once", async () => {
    for (const available of [1, 0, 7]) {
      const row = shop.db.stock.get("PLATE-1");
      if (row)
        shop.db.stock.set("PLATE-1", { ...row, onHand: available, available, version: row.version + 1 });
      const { expected, answered, wasHot } = await both(batch(["catalog.product", { slug: "plate" }], LIST));
      expect([answered, wasHot]).toEqual([expected, true]);
      expect(answered.told[0]).toMatchObject({ availableStock: available });
    }
  });

  test("without being asked no fingerprints are told", async () => {
    const { answered } = await both(batch(MUG));
    expect(answered.headers.map(([name]) => name)).not.toContain("x-read-fingerprints");
  });
});

describe("what is unusual is left to the others", () => {
  test.each([
    ["an unknown product", batch(MUG, ["catalog.product", { slug: "no-such-thing" }]), 207],
    ["a bad input", batch(MUG, ["catalog.page", { limit: 0 }]), 207],
    ["a cart", batch(MUG, ["cart.get"]), 200],
    ["a read of staff", batch(["inventory.list", {}]), 401],
    ["a procedure that is none", batch(["catalog.nothing"]), 404],
    [
      "a call without its batch",
      `/api/trpc/catalog.shelves?input=${encodeURIComponent('{"json":null}')}`,
      200,
    ],
    ["another parameter", `${batch(MUG)}&more=1`, 200],
    ["a broken input", "/api/trpc/catalog.product?batch=1&input=%7B", 400],
    ["no input", "/api/trpc/catalog.product?batch=1&input=null", 400],
    ["too many calls", batch(...Array.from({ length: 51 }, (): Call => ["catalog.shelves"])), 400],
  ])("%s", async (_, path, status) => {
    const { expected, answered, wasHot } = await both(path);
    expect(answered).toEqual(expected);
    expect([answered.status, wasHot]).toEqual([status, false]);
  });

  test("what the caller has seen, and a token", async () => {
    for (const headers of [
      { "x-stock-seen": `${"0".repeat(24)}=1` },
      { authorization: "Bearer nonsense" },
    ] as Record<string, string>[]) {
      const { expected, answered, wasHot } = await both(batch(MUG), headers);
      expect([answered, wasHot]).toEqual([expected, false]);
    }
  });

  test("a read that fails", async () => {
    shop.pauseReads(() => Promise.reject(new Error("the database is gone")));
    const { expected, answered, wasHot } = await both(batch(MUG, LIST));
    expect([answered.status, wasHot]).toEqual([expected.status, false]);
  });
});

test("who reads more than an address's share is left to the others, who refuse it", async () => {
  await shop.parts.limiter.take(RATE_LIMITS.read, "127.0.0.1", RATE_LIMITS.read.burst * 1_000);
  const { status } = await say(servers[1], batch(MUG), {});
  expect([status, leftToOthers]).toEqual([429, 1]);
});

test("a batch costs its caller as much as its calls", async () => {
  const take = vi.spyOn(shop.parts.limiter, "takeHere");
  await say(servers[1], batch(MUG, LIST, ["catalog.shelves"]), {});
  expect([take.mock.calls, leftToOthers]).toEqual([[[RATE_LIMITS.read, "127.0.0.1", 3]], 0]);
});
