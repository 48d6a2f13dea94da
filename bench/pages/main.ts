import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { leave, startApi, tokenOf } from "../../apps/api/test/processes/api-process.ts";
import { type Child, freePort, startChild, until } from "../../apps/api/test/processes/child-process.ts";
import { openStores, type Stores } from "../../apps/api/test/processes/database-and-redis.ts";
import { buildWebApps } from "../../tools/start/build.ts";
import { machine, pin } from "../load/cores.ts";
import { answerOf, HttpConnection, request } from "../load/http-connection.ts";
import { type LoadResult, runLoad } from "../load/run-load.ts";
import { sellAndLook } from "./sell-and-look.ts";

/*
 * What a page costs: the storefront with its page cache, the same with the cache off, and the limit, a bare server that
 * answers the same bytes after one GET. Servers and databases share one core, the load has the other; the API and the
 * databases count for the storefront. Beside 50 orders a second every order is followed by a look at its product's page,
 * which must show it.
 *   npm run bench:pages -- --seconds 4 --rounds 3 --out bench/results/pages.json
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "64" },
    orders: { type: "string", default: "50" },
    out: { type: "string" },
  },
});
const SECRET = "a proxy secret of thirty-two chars";
/** Pages are sent compressed, as browsers ask for them. */
const AS_BROWSERS = { "accept-encoding": "br" };
const PAGES = { product: "/products/foundry-mug", list: "/products", home: "/" } as const;
type Page = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Page[];
const GOAL = 0.35;

await buildWebApps(path.resolve(import.meta.dirname, "../.."), async ({ name, command, args, cwd, env }) => {
  const { status } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: "inherit" });
  if (status !== 0) throw new Error(`the ${name} failed`);
});
const stores = await openStores();
const api = await startApi(stores, { PROXY_SECRET: SECRET });
const kept = await startStorefront("64");
const anew = await startStorefront("0");
const bare = await startLimit(stores);
try {
  pin([...stores.pids, api.pid, kept.child.pid, anew.child.pid, bare.child.pid], 0);
  pin([process.pid], 1);
  await report(await measure(), await measureUnderOrders());
} finally {
  await Promise.all([kept, anew, bare].map(({ child }) => child.stop()));
  await api.stop();
  await stores.close();
}

type Served = { readonly child: Child; readonly port: number };
type Who = "limit" | "kept" | "anew";
type Row = { readonly what: Page; readonly who: Who } & LoadResult;

async function startStorefront(cacheMb: string): Promise<Served> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startChild(process.execPath, ["apps/storefront/src/main.ts"], {
    NODE_ENV: "production",
    SCARLET_EMBEDDED: "1",
    API_URL: api.url,
    STOREFRONT_URL: url,
    STOREFRONT_PORT: String(port),
    PROXY_SECRET: SECRET,
    PAGE_CACHE_MB: cacheMb,
  });
  await until(async () => (await fetch(url)).status === 200, child);
  return { child, port };
}

async function startLimit({ redisUrl }: Stores): Promise<Served> {
  const port = await freePort();
  const args = ["bench/read/baseline-server.ts", "--port", String(port), "--redis", redisUrl];
  const child = startChild(process.execPath, args);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 404, child);
  await copyPages();
  return { child, port };
}

/** Stores the bytes of the pages in Redis for the bare server. */
async function copyPages(): Promise<void> {
  const redis = new Redis(stores.redisUrl);
  const wire = await HttpConnection.open(kept.port);
  for (const each of Object.values(PAGES)) {
    const { body } = answerOf(await wire.ask(request(each, AS_BROWSERS)));
    await redis.set(`bench:ready:${each}`, body);
  }
  wire.close();
  redis.disconnect();
}

async function measure(): Promise<Row[]> {
  console.log(`${machine()}, ${values.connections} connections, ${values.rounds} × ${values.seconds} s each`);
  const rows: Row[] = [];
  const redisPid = stores.pids[1] ?? 0;
  const servers: readonly (readonly [Who, number, readonly number[]])[] = [
    ["limit", bare.port, [bare.child.pid, redisPid]],
    ["kept", kept.port, [kept.child.pid, api.pid, ...stores.pids]],
    ["anew", anew.port, [anew.child.pid, api.pid, ...stores.pids]],
  ];
  for (let round = 0; round <= Number(values.rounds); round += 1)
    for (const what of NAMES)
      for (const [who, port, pids] of servers) {
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

type UnderOrders = LoadResult & { readonly looks: number; readonly stale: number; readonly sold: number };

/** Product pages and lists, while all of these products are sold. */
async function measureUnderOrders(): Promise<UnderOrders> {
  const { body } = await api.call("GET", "/api/catalog/products?limit=24");
  const items = body.items as { slug: string; skus: { sku: string }[] }[];
  const products = items.flatMap(({ slug, skus }) => (skus[0] ? [{ slug, sku: skus[0].sku }] : []));
  for (const { sku } of products) await leave(api.call, sku, 5_000);
  const seconds = 4 * Number(values.seconds);
  const pids = [kept.child.pid, api.pid, ...stores.pids];
  const requests = [...products.map(({ slug }) => `/products/${slug}`), "/products", "/"].map((each) =>
    request(each, AS_BROWSERS),
  );
  const selling = sellAndLook({
    apiUrl: api.url,
    pagesUrl: `http://127.0.0.1:${kept.port}`,
    token: await tokenOf(api.call, "shopper"),
    products,
    perSecond: Number(values.orders),
    seconds,
  });
  const connections = Number(values.connections);
  const driven = await runLoad({ port: kept.port, requests, connections, seconds, pids });
  return { ...driven, ...(await selling) };
}

async function report(rows: readonly Row[], underOrders: UnderOrders): Promise<void> {
  console.log("page     who    pages/core-s    CPU ms   pages/s   p50 ms   p99 ms");
  const ratios: Record<string, { ofLimit: number; timesAnew: number }> = {};
  for (const what of NAMES) {
    const [limit, ours, next] = (["limit", "kept", "anew"] as const).map((who) => medianOf(rows, what, who));
    for (const row of [limit, ours, next]) if (row) line(row.what, row.who, row);
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
  line("mixed", "kept", underOrders);
  const { sold, looks, stale } = underOrders;
  console.log(`beside ${sold} orders: ${looks} looks at a page right after its order, ${stale} stale`);
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const told = { at: new Date().toISOString(), machine: machine(), ...values, ratios, rows, underOrders };
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
