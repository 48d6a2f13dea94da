import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { RATE_LIMITS } from "@scarlet/domain/kernel";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hotReads } from "../src/hot/hot-reads.ts";
import type { Listener } from "../src/hot/hot-request.ts";
import { createMetrics, type Metrics } from "../src/metrics.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

const LIST = "/api/catalog/products";
const MUG = `${LIST}/mug`;

let shop: MemoryShop;
let metrics: Metrics;
let servers: readonly [Server, Server, ...Server[]];
/** How many requests the hot way left to the others. */
let leftToOthers: number;

beforeEach(async () => {
  shop = await openMemoryShop();
  metrics = createMetrics({ waiting: () => 0 });
  leftToOthers = 0;
  const listener = getRequestListener(shop.server.fetch);
  const others: Listener = (request, response) => {
    leftToOthers += 1;
    return listener(request, response);
  };
  const log = { debug() {}, isLevelEnabled: () => true };
  servers = [
    createServer(listener),
    createServer(hotReads({ ...shop.parts, metrics, https: false, log }, others)),
  ];
  for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
  // The process has seen both products, as it has after its first answers.
  for (const slug of ["mug", "plate"]) await shop.call("GET", `${LIST}/${slug}`);
  await shop.call("GET", LIST);
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** What a server says to bytes as they are, without what differs from second to second. */
function say(server: Server, bytes: string): Promise<string[]> {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket.on("data", (chunk) => (answer += String(chunk)));
    socket.on("close", () => {
      const [head = "", body = ""] = answer.split(/\r\n\r\n(.*)/s);
      const [status = "", ...headers] = head.split("\r\n");
      resolve([
        status,
        ...headers
          .filter((each) => !/^date:/i.test(each))
          .map(named)
          .toSorted(),
        body,
      ]);
    });
    socket.on("error", reject);
  });
}

/** A header with its name in small letters: HTTP makes no difference, and the servers write them differently. */
function named(header: string): string {
  const at = header.indexOf(":");
  return header.slice(0, at).toLowerCase() + header.slice(at);
}

const HEADERS = "host: shop.test\r\nx-request-id: test-1\r\nconnection: close\r\n";
const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\n${HEADERS}${more}\r\n`;

/** Both answers to the same bytes, and whether the hot way gave its own. */
async function both(bytes: string) {
  const [plain, hot] = servers;
  const expected = await say(plain, bytes);
  const answered = await say(hot, bytes);
  const wasHot = leftToOthers === 0;
  leftToOthers = 0;
  return { expected, answered, wasHot };
}

describe("the hot way answers what the others answer, to the byte", () => {
  test.each([
    MUG,
    `${LIST}/plate`,
    `${MUG}?utm_source=x`,
    LIST,
    `${LIST}?limit=1`,
    `${LIST}?limit=1&sort=price_asc`,
    `${LIST}?q=mug&category=ceramics`,
    `${LIST}?q=m%C3%BCg+cup`,
    `${LIST}?inStock=true&minPrice=100&maxPrice=2400&sort=title`,
    `${LIST}?sort=price_desc&utm_source=x&utm_source=y`,
    `${LIST}?`,
  ])("GET %s, and it is hot", async (path) => {
    // The first answer fills the cache and says so.
    await shop.call("GET", path);
    const { expected, answered, wasHot } = await both(get(path));
    expect(answered).toEqual(expected);
    expect(answered[0]).toBe("HTTP/1.1 200 OK");
    expect(answered).toContain("x-cache: hit");
    expect(wasHot).toBe(true);
  });

  test("page after page by cursor", async () => {
    const first = (await both(get(`${LIST}?limit=1`))).answered.at(-1) ?? "";
    const { nextCursor } = JSON.parse(first) as { nextCursor: string };
    const { expected, answered, wasHot } = await both(get(`${LIST}?limit=1&cursor=${nextCursor}`));
    expect([answered, wasHot]).toEqual([expected, true]);
  });

  test("what was sold since shows at once, down to sold out and back", async () => {
    for (const available of [1, 0, 7]) {
      const row = shop.db.stock.get("PLATE-1");
      if (row)
        shop.db.stock.set("PLATE-1", { ...row, onHand: available, available, version: row.version + 1 });
      for (const path of [`${LIST}/plate`, LIST, `${LIST}?inStock=true`]) {
        await shop.call("GET", path);
        const { expected, answered, wasHot } = await both(get(path));
        expect([answered, wasHot]).toEqual([expected, true]);
      }
      const { answered } = await both(get(`${LIST}/plate`));
      expect(answered.at(-1)).toContain(`"availableStock":${available},"stockVersion"`);
    }
  });
});

describe("what is unusual is left to the others", () => {
  test.each([
    ["an unknown product", get(`${LIST}/no-such-thing`), 404],
    ["a bad limit", get(`${LIST}?limit=0`), 400],
    ["a bad cursor", get(`${LIST}?cursor=nonsense`), 400],
    ["a cursor of another order", get(`${LIST}?cursor=WyJ0aXRsZSIsIngiLCIwIl0`), 400],
    ["a parameter given twice", get(`${LIST}?limit=1&limit=2`), 400],
    ["an operator", get(`${LIST}?q[$gt]=`), 400],
    ["an operator beside a product", get(`${MUG}?$where=1`), 400],
    ["an escaped slug", get(`${LIST}/m%75g`), 200],
    ["a bad escape", get(`${LIST}/%zz`), 400],
    ["a slash behind", get(`${MUG}/`), 404],
    ["two slashes", get("/api/catalog//products"), 404],
    ["dots", get(`${LIST}/plate/../mug`), 200],
    ["a fragment", get(`${MUG}#stock`), 200],
    ["a whole address", get(`http://shop.test${MUG}`), 200],
    ["what the caller has seen", get(MUG, `x-stock-seen: ${"0".repeat(24)}=1\r\n`), 200],
    ["a token", get(MUG, "authorization: Bearer nonsense\r\n"), 200],
    ["a body", get(MUG, "content-length: 2\r\n").concat("{}"), 200],
    ["a strange host", get(MUG).replace("shop.test", "shop/test"), 400],
    ["HEAD", get(MUG).replace("GET", "HEAD"), 200],
    ["another method", get(MUG).replace("GET", "DELETE"), 405],
  ])("%s", async (_, bytes, status) => {
    const { expected, answered, wasHot } = await both(bytes);
    expect(answered).toEqual(expected);
    expect(answered[0]).toContain(` ${status} `);
    expect(wasHot).toBe(false);
  });

  test("a read that fails", async () => {
    shop.pauseReads(() => Promise.reject(new Error("the database is gone")));
    for (const path of [MUG, LIST]) {
      const { expected, answered, wasHot } = await both(get(path));
      expect([answered, wasHot]).toEqual([expected, false]);
      expect(answered[0]).toContain(" 500 ");
    }
  });
});

test("who reads more than an address's share is left to the others, who refuse it", async () => {
  await shop.parts.limiter.take(RATE_LIMITS.read, "127.0.0.1", RATE_LIMITS.read.burst * 1_000);
  const { answered, wasHot } = await both(get(MUG));
  expect([answered[0], wasHot]).toEqual(["HTTP/1.1 429 Too Many Requests", false]);
  expect(answered.join()).toContain("retry-after: 1");
});

test("by https the hot way says so as well", async () => {
  const listener = hotReads(
    { ...shop.parts, metrics, https: true, log: { debug() {}, isLevelEnabled: () => false } },
    () => {},
  );
  const server = createServer(listener);
  servers = [...servers, server];
  await once(server.listen(0, "127.0.0.1"), "listening");
  expect(await say(server, get(MUG))).toContain("strict-transport-security: max-age=31536000");
});

test("an answer is counted under the same names", async () => {
  const counts = (text: string) => {
    const lines = text.matchAll(/^(scarlet_(?:http_request_seconds_count|cache_reads_total)\{.*\}) (\d+)$/gm);
    return new Map([...lines].map(([, name, count]) => [String(name), Number(count)]));
  };
  const [plain, hot] = servers;
  const paths = [MUG, LIST, `${LIST}?limit=1`];
  const before = counts((await shop.askOperator("/metrics")).text);
  for (const path of paths) await say(plain, get(path));
  const after = counts((await shop.askOperator("/metrics")).text);
  for (const path of paths) await say(hot, get(path));
  const own = counts(await metrics.text());
  expect(leftToOthers).toBe(0);
  expect(own.size).toBeGreaterThan(3);
  for (const [name, count] of own)
    expect([name, count]).toEqual([name, (after.get(name) ?? 0) - (before.get(name) ?? 0)]);
});
