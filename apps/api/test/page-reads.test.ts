import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { PageCounts } from "@scarlet/domain/cache";
import { type CacheOutcome, PAGE_READS, pageReadName } from "@scarlet/domain/catalog";
import type { StockReader } from "@scarlet/domain/inventory";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAppProof, PROXY_HEADER } from "../src/http/caller-address.ts";
import { PAGE_READS_PATH, pageReads } from "../src/page-reads/page-reads-route.ts";
import { type MemoryShop, openMemoryShop, PROXY_SECRET } from "./memory-shop.ts";

const SHELVES = pageReadName("catalog.shelves", undefined);
const MUG = pageReadName("catalog.product", { slug: "mug" });
const PLATE = pageReadName("catalog.product", { slug: "plate" });
const PAGE = pageReadName("catalog.page", { category: "ceramics", limit: 24 });
const LIST = pageReadName("catalog.list", { limit: 24 });
const BESIDE = pageReadName("catalog.neighbours", { slug: "mug" });
const ALL = [SHELVES, MUG, PLATE, PAGE, LIST, BESIDE];

let shop: MemoryShop;
let server: Server;
let epoch: number;
let sentPages: PageCounts[];
/** How the stock cache answers; as it does unless told. */
let outcome: CacheOutcome | undefined;

beforeEach(async () => {
  shop = await openMemoryShop();
  epoch = 7;
  outcome = undefined;
  sentPages = [];
  const services = { ...shop.services, stockReader: { readStock } };
  const onPagesSent = (since: PageCounts) => void sentPages.push(since);
  const parts = { services, isOurApp: createAppProof(PROXY_SECRET), epoch: () => epoch, onPagesSent };
  server = createServer(pageReads(parts, getRequestListener(shop.server.fetch)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  await fingerprints(ALL);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const readStock: StockReader["readStock"] = (ids, asked) => {
  if (outcome !== undefined) asked?.onOutcome?.(outcome);
  return shop.services.stockReader.readStock(ids, asked);
};

function address(): string {
  const at = server.address();
  return `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
}

function ask(body: string, headers: Record<string, string> = { [PROXY_HEADER]: PROXY_SECRET }) {
  return fetch(address() + PAGE_READS_PATH, { method: "POST", body, headers });
}

async function fingerprints(names: readonly string[]): Promise<readonly (string | null)[]> {
  const answer = await ask(JSON.stringify(names));
  expect(answer.status).toBe(200);
  const told = (await answer.json()) as { epoch: number; fingerprints: (string | null)[] };
  expect(told.epoch).toBe(epoch);
  return told.fingerprints;
}

function setStock(sku: string, available: number): void {
  const row = shop.db.stock.get(sku);
  if (row) shop.db.stock.set(sku, { ...row, onHand: available, available, version: row.version + 1 });
}

test("what nothing happened to keeps its fingerprint, one for each question", async () => {
  const before = await fingerprints(ALL);
  expect(new Set(before).size).toBe(ALL.length);
  expect(before).not.toContain(null);
  expect(await fingerprints(ALL.toReversed())).toEqual(before.toReversed());
});

test("a sale changes that of the product and of all on which it is shown, and of nothing else", async () => {
  const before = await fingerprints(ALL);
  setStock("PLATE-1", 39);
  const after = await fingerprints(ALL);
  const changed = ALL.filter((_, place) => before[place] !== after[place]);
  expect(changed).toEqual([PLATE, PAGE, LIST, BESIDE]);
  setStock("MUG-EMBER", 1);
  const later = await fingerprints([PLATE, BESIDE]);
  expect(later).toEqual([after[ALL.indexOf(PLATE)], after[ALL.indexOf(BESIDE)]]);
});

test("it is the same that the storefront is told with the answer", async () => {
  const input = encodeURIComponent(
    JSON.stringify({
      0: { json: { slug: "mug" } },
      1: { json: null, meta: { values: ["undefined"] } },
      2: { json: { category: "ceramics", limit: 24 } },
      3: { json: null, meta: { values: ["undefined"] } },
      4: { json: { slug: "nothing-of-the-kind" } },
    }),
  );
  const procedures = "catalog.product,catalog.shelves,catalog.page,cart.get,catalog.product";
  const { headers } = await fetch(`${address()}/api/trpc/${procedures}?batch=1&input=${input}`, {
    headers: { "x-read-fingerprints": "1" },
  });
  const [mug, shelves, page] = await fingerprints([MUG, SHELVES, PAGE]);
  expect(headers.get("x-read-fingerprints")).toBe(`${mug},${shelves},${page},-,-`);
});

test("whoever does not ask is not told", async () => {
  const { headers } = await fetch(`${address()}/api/trpc/catalog.shelves`);
  expect(headers.get("x-read-fingerprints")).toBeNull();
});

test("what means nothing, is not there, or depends on who asks, has none", async () => {
  const names = [
    pageReadName("catalog.product", { slug: "nothing-of-the-kind" }),
    pageReadName("catalog.product", { slug: 7 }),
    pageReadName("catalog.page", { limit: -1 }),
    "cart.get null",
    "orders.mine {}",
    "catalog.page {",
    "",
    `catalog.product ${JSON.stringify({ slug: "x".repeat(3_000) })}`,
  ];
  expect(await fingerprints(names)).toEqual(names.map(() => null));
});

test("what a storefront sent meanwhile is noted, and nothing that is no number", async () => {
  const proof = { [PROXY_HEADER]: PROXY_SECRET };
  for (const sent of ["120 7 3", "", "1 2", "-1 0 0", "a b c", "1 2 3 4"])
    await ask(JSON.stringify([MUG]), { ...proof, "x-pages-sent": sent });
  await ask(JSON.stringify([MUG]), { "x-pages-sent": "1 1 1" });
  expect(sentPages).toEqual([{ hit: 120, render: 7, private: 3 }]);
});

test("only our own apps are answered", async () => {
  for (const headers of [{}, { [PROXY_HEADER]: "q".repeat(32) }, { [PROXY_HEADER]: "" }]) {
    const answer = await ask(JSON.stringify([MUG]), headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "request.own_apps_only" });
  }
});

test("what is no list of names is refused, and so is one beyond all measure", async () => {
  for (const body of ["", "{", "{}", "[]", "[1]", JSON.stringify(Array.from({ length: 1_001 }, () => MUG))])
    expect((await ask(body)).status).toBe(400);
  expect((await ask(JSON.stringify(["x".repeat(600_000)]))).status).toBe(400);
});

test("what the cache cannot vouch for, or the database does not tell, has none", async () => {
  outcome = "bypass";
  expect(await fingerprints([MUG, PAGE])).toEqual([null, null]);
  outcome = undefined;
  expect(await fingerprints([MUG, PAGE])).not.toContain(null);
  shop.pauseReads(() => Promise.reject(new Error("the database is away")));
  expect(await fingerprints([MUG, PAGE])).toEqual([null, null]);
});

test("a storefront that dies in the middle of its question takes nothing with it", async () => {
  const failed: unknown[] = [];
  const note = (cause: unknown) => void failed.push(cause);
  process.on("unhandledRejection", note);
  const { hostname, port } = new URL(address());
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const head = [`POST ${PAGE_READS_PATH} HTTP/1.1`, "host: a", `${PROXY_HEADER}: ${PROXY_SECRET}`];
  const asked = once(server, "request");
  socket.write(`${[...head, "content-length: 100"].join("\r\n")}\r\n\r\n["catalog`);
  const [request] = (await asked) as [IncomingMessage];
  const closed = new Promise((resolve) => request.once("close", resolve));
  socket.destroy();
  await closed;
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(failed).toEqual([]);
  expect(await fingerprints([MUG])).not.toContain(null);
});

test("every read that pages may be made of is known here", async () => {
  const mug = { slug: "mug" };
  const inputs = { "catalog.product": mug, "catalog.neighbours": mug } as Partial<Record<string, object>>;
  const names = PAGE_READS.map((procedure) => pageReadName(procedure, inputs[procedure] ?? {}));
  expect(await fingerprints(names)).not.toContain(null);
});
