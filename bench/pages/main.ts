import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { leave, startApi, tokenOf } from "../../apps/api/test/processes/api-process.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";
import { PROXY_SECRET } from "../../apps/api/test/processes/page-fingerprints.ts";
import { machine, pin } from "../load/cores.ts";
import { request } from "../load/http-connection.ts";
import { type LoadResult, runLoad } from "../load/run-load.ts";
import { buildForBench, openStorefront } from "../load/storefront.ts";
import { type Served, startLimit } from "./limit.ts";
import { type LookedByOrders, lookByOrders } from "./look-by-orders.ts";
import { isMadeAnew } from "./made-anew.ts";
import { startNextStatic } from "./next-static.ts";
import { sellAndLook } from "./sell-and-look.ts";
import { drawn, fillShop, type Sold } from "./zipf.ts";

/*
 * What a page costs: the storefront with its page cache, the same with the cache off, and the limit, a bare server that
 * answers the same bytes after one GET; and a page of Next that sends the same and is kept static for a minute. Servers
 * and databases share one core, the load has the other; the API and the databases count for the storefront. Beside 50
 * orders a second every order is followed by a look at its product's page, which must show it: on 24 products that are
 * sold all the time, and on 500 of which the nth is wanted a nth as often as the first.
 *   npm run bench:pages -- --seconds 4 --rounds 3 --out bench/results/pages.json
 *   npm run bench:pages -- --only zipf
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "64" },
    orders: { type: "string", default: "50" },
    products: { type: "string", default: "500" },
    /** "zipf": the last of them alone, and the limit that it is held against. */
    only: { type: "string" },
    out: { type: "string" },
  },
});
/** Pages are sent compressed, as browsers ask for them. */
const AS_BROWSERS = { "accept-encoding": "br" };
const PAGES = { product: "/products/foundry-mug", list: "/products", home: "/" } as const;
type Page = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Page[];
const GOAL = 0.35;
const ZIPF_GOAL = 0.15;
/** So many draws are asked for in turn. */
const DRAWS = 4_096;
/** An order is followed by so many pages, one order after another. */
const PAGES_PER_ORDER = [4, 16, 62];
const ORDERS_IN_TURN = 150;

const isZipfAlone = values.only === "zipf";

await buildForBench();
const stores = await openStores();
const api = await startApi(stores, { PROXY_SECRET });
const kept = await openStorefront({ apiUrl: api.url, cacheMb: "64" });
const bare = await startLimit({
  redisUrl: stores.redisUrl,
  pagesPort: kept.port,
  pages: Object.values(PAGES),
  headers: AS_BROWSERS,
});
try {
  pin([...stores.pids, api.pid, kept.child.pid, bare.child.pid], 0);
  pin([process.pid], 1);
  keep(isZipfAlone ? { under: { zipf: await measureZipf() } } : await measureAll());
} finally {
  await Promise.all([kept, bare].map(({ child }) => child.stop()));
  await api.stop();
  await stores.close();
}

async function measureAll(): Promise<Readonly<Record<string, unknown>>> {
  const anew = await openStorefront({ apiUrl: api.url, cacheMb: "0" });
  const fixed = await startNextStatic(`http://127.0.0.1:${kept.port}`);
  try {
    pin([anew.child.pid, fixed.child.pid], 0);
    const rows = await measure(anew, fixed);
    const ratios = tellRatios(rows);
    const products = await soldAllTheTime();
    const under = {
      kept: tellUnder("mixed", "kept", await measureUnderOrders(kept, products)),
      static: tellUnder("mixed", "static", await measureUnderOrders(fixed, products)),
      zipf: await measureZipf(),
    };
    return { ratios, rows, under };
  } finally {
    await Promise.all([anew, fixed].map(({ child }) => child.stop()));
    fixed.remove();
  }
}

type Who = "limit" | "kept" | "anew" | "static";
type Row = { readonly what: Page; readonly who: Who } & LoadResult;

async function measure(anew: Served, fixed: Served): Promise<Row[]> {
  console.log(`${machine()}, ${values.connections} connections, ${values.rounds} × ${values.seconds} s each`);
  const rows: Row[] = [];
  const redisPid = stores.pids[1] ?? 0;
  const servers: readonly (readonly [Who, number, readonly number[]])[] = [
    ["limit", bare.port, [bare.child.pid, redisPid]],
    ["kept", kept.port, [kept.child.pid, api.pid, ...stores.pids]],
    ["anew", anew.port, [anew.child.pid, api.pid, ...stores.pids]],
    ["static", fixed.port, [fixed.child.pid]],
  ];
  for (let round = 0; round <= Number(values.rounds); round += 1)
    for (const what of NAMES)
      for (const [who, port, pids] of servers) {
        // The static app has no page of its own at "/".
        if (who === "static" && what === "home") continue;
        const requests = [request(PAGES[what], AS_BROWSERS)];
        // The first round only warms up.
        const seconds = round === 0 ? 2 : Number(values.seconds);
        const connections = Number(values.connections);
        const driven = await runLoad({ port, requests, connections, seconds, pids });
        if (round > 0) rows.push({ what, who, ...driven });
        await sleep(200);
      }
  return rows;
}

type UnderOrders = LoadResult & {
  /** How many of the pages were made anew. */
  readonly made: number;
  readonly looks: number;
  readonly stale: number;
  readonly sold: number;
};

/** A list's products, with stock for the whole run. */
async function soldAllTheTime(): Promise<readonly Sold[]> {
  const { body } = await api.call("GET", "/api/catalog/products?limit=24");
  const items = body.items as { slug: string; skus: { sku: string }[] }[];
  const products = items.flatMap(({ slug, skus }) => (skus[0] ? [{ slug, sku: skus[0].sku }] : []));
  for (const { sku } of products) await leave(api.call, sku, 5_000);
  return products;
}

/** Product pages and the list, while all of these products are sold. */
async function measureUnderOrders(web: Served, products: readonly Sold[]): Promise<UnderOrders> {
  const pages = [...products.map(({ slug }) => `/products/${slug}`), "/products"];
  return sellBeside(web, pages, products);
}

type ZipfRound = UnderOrders & { readonly ofLimit: number };
type Zipf = ZipfRound & { readonly byOrders: readonly LookedByOrders[] };

/** Product pages, looked at and sold as a shop's are, each round beside the limit; the median round. */
async function measureZipf(): Promise<Zipf> {
  const many = await fillShop(api.call, stores, Number(values.products));
  const wanted = drawn(many, DRAWS).map(({ slug }) => `/products/${slug}`);
  const sold = drawn(many, DRAWS).toReversed();
  const rounds: ZipfRound[] = [];
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const limit = await measureLimit();
    const told = await sellBeside(kept, wanted, sold);
    // The first round only warms up: in it every page is made once.
    if (round === 0) continue;
    line("product", "limit", limit);
    tellUnder("zipf", "kept", told);
    rounds.push({ ...told, ofLimit: told.perCoreSecond / limit.perCoreSecond });
  }
  const median = rounds.toSorted((a, b) => a.ofLimit - b.ofLimit)[Math.floor(rounds.length / 2)];
  if (median === undefined) throw new Error("there was no round");
  console.log(
    `${values.products} products by Zipf: ${median.ofLimit.toFixed(3)} of the limit (goal ${ZIPF_GOAL})`,
  );
  return { ...median, byOrders: await measureByOrders(wanted, sold) };
}

/** The same traffic in turn: an order, then its pages. 62 pages for each of 50 orders a second are the goal. */
async function measureByOrders(pages: readonly string[], sold: readonly Sold[]): Promise<LookedByOrders[]> {
  const told: LookedByOrders[] = [];
  for (const pagesPerOrder of PAGES_PER_ORDER) {
    const each = await lookByOrders({
      apiUrl: api.url,
      port: kept.port,
      token: await tokenOf(api.call, "shopper"),
      headers: AS_BROWSERS,
      pages,
      skus: sold.map(({ sku }) => sku),
      orders: ORDERS_IN_TURN,
      pagesPerOrder,
      pids: [kept.child.pid, api.pid, ...stores.pids],
    });
    const [made, cpu] = [each.madePerOrder.toFixed(2), each.cpuMsPerOrder.toFixed(1)];
    console.log(`an order and ${pagesPerOrder} pages: ${made} of them made anew, ${cpu} ms`);
    told.push(each);
  }
  return told;
}

function measureLimit(): Promise<LoadResult> {
  return runLoad({
    port: bare.port,
    requests: [request(PAGES.product, AS_BROWSERS)],
    connections: Number(values.connections),
    seconds: Number(values.seconds),
    pids: [bare.child.pid, stores.pids[1] ?? 0],
  });
}

async function sellBeside(
  web: Served,
  pages: readonly string[],
  products: readonly Sold[],
): Promise<UnderOrders> {
  const selling = sellAndLook({
    apiUrl: api.url,
    pagesUrl: `http://127.0.0.1:${web.port}`,
    token: await tokenOf(api.call, "shopper"),
    products,
    perSecond: Number(values.orders),
    seconds: 4 * Number(values.seconds),
  });
  let made = 0;
  const driven = await runLoad({
    port: web.port,
    requests: pages.map((each) => request(each, AS_BROWSERS)),
    connections: Number(values.connections),
    seconds: 4 * Number(values.seconds),
    pids: [web.child.pid, api.pid, ...stores.pids],
    onAnswer(answer) {
      if (isMadeAnew(answer)) made += 1;
    },
  });
  return { ...driven, made, ...(await selling) };
}

type Ratios = Record<string, { ofLimit: number; timesAnew: number }>;

function tellRatios(rows: readonly Row[]): Ratios {
  console.log("page     who    pages/core-s    CPU ms   pages/s   p50 ms   p99 ms");
  const ratios: Ratios = {};
  for (const what of NAMES) {
    const [limit, ours, next] = (["limit", "kept", "anew"] as const).map((who) => medianOf(rows, what, who));
    for (const row of [limit, ours, next, medianOf(rows, what, "static")])
      if (row) line(row.what, row.who, row);
    const each = ours?.perCoreSecond ?? 0;
    ratios[what] = {
      ofLimit: each / (limit?.perCoreSecond ?? Number.NaN),
      timesAnew: each / (next?.perCoreSecond ?? Number.NaN),
    };
    const { ofLimit, timesAnew } = ratios[what];
    console.log(
      `${what}: ${ofLimit.toFixed(2)} of the limit (goal ${GOAL}), ${timesAnew.toFixed(0)} times as many`,
    );
  }
  return ratios;
}

function tellUnder(what: string, who: string, told: UnderOrders): UnderOrders {
  line(what, who, told);
  console.log(`  ${told.made} of ${told.requests} pages were made anew`);
  console.log(`  beside ${told.sold} orders: ${told.looks} looks right after an order, ${told.stale} stale`);
  return told;
}

function keep(results: Readonly<Record<string, unknown>>): void {
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const told = { at: new Date().toISOString(), machine: machine(), ...values, ...results };
  writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
}

/** The median round by CPU time. */
function medianOf(rows: readonly Row[], what: Page, who: Who): Row | undefined {
  const rounds = rows.filter((row) => row.what === what && row.who === who);
  return rounds.toSorted((a, b) => a.perCoreSecond - b.perCoreSecond)[Math.floor(rounds.length / 2)];
}

function line(
  what: string,
  who: string,
  { perCoreSecond, cpuMsEach, perSecond, p50Ms, p99Ms }: LoadResult,
): void {
  const figure = (value: number, digits: number, width: number) => value.toFixed(digits).padStart(width);
  console.log(
    `${what.padEnd(8)} ${who.padEnd(6)} ${figure(perCoreSecond, 0, 12)} ${figure(cpuMsEach, 3, 9)} ${figure(perSecond, 0, 9)} ${figure(p50Ms, 2, 8)} ${figure(p99Ms, 2, 8)}`,
  );
}
