import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { type Child, freePort, startChild, until } from "../../apps/api/test/processes/child-process.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";
import { addProducts } from "../../packages/adapters/src/inventory/index.ts";
import { connectMongo } from "../../packages/adapters/src/mongo/index.ts";
import { NO_FENCE } from "../../packages/adapters/test/harness/no-fence.ts";
import { readCounts } from "../../packages/domain/src/cache/index.ts";
import { buildProduct } from "../../packages/testing/src/builders/index.ts";
import { machine, pin } from "../load/cores.ts";
import { request } from "../load/http-connection.ts";
import { runLoad } from "../load/run-load.ts";
import { PIECES_PER_SKU, type Product, send, type TrafficResult } from "./send-traffic.ts";
import { VARIANTS, type Variant } from "./variants.ts";

/*
 * Compares the shop's stock cache with a naive cache and with none, under the same traffic in one run. Each variant has
 * two servers, so that one reads what the other wrote.
 *   npm run bench:cache -- --seconds 8 --out bench/results/cache.json
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    products: { type: "string", default: "500" },
    orders: { type: "string", default: "50" },
    reads: { type: "string", default: "400" },
    connections: { type: "string", default: "64" },
    lists: { type: "string", default: "10" },
    ways: { type: "string", default: VARIANTS.join(",") },
    out: { type: "string" },
  },
});
/** How many products one transaction inserts; many more would exceed its time limit. */
const PRODUCTS_PER_TRANSACTION = 50;
type Server = { readonly child: Child; readonly port: number };

const stores = await openStores();
const [mongoPid = 0, redisPid = 0] = stores.pids;
const products = await openCatalog(Number(values.products));
const told: Partial<Record<Variant, TrafficResult>> = {};
try {
  // The database shares the load's core: its time is counted, but it must not slow the servers down.
  pin([redisPid], 0);
  pin([mongoPid, process.pid], 1);
  console.log(
    `${machine()}; ${products.length} products by Zipf, ${values.reads} reads/s (${values.lists} % lists), ${values.orders} orders/s, two servers of each way, ${values.seconds} s each`,
  );
  console.log("stock       reads/core-s   reads/s   p50 ms   p99 ms   hit rate   orders   stale reads");
  for (const way of VARIANTS.filter((each) => values.ways.split(",").includes(each))) {
    const servers = [await startVariant(way), await startVariant(way)];
    try {
      told[way] = await measure(way, servers);
      if (way === "shop") await measureAlone(servers[0]);
    } finally {
      await Promise.all(servers.map(({ child }) => child.stop()));
    }
  }
} finally {
  await stores.close();
}
if (values.out !== undefined) {
  mkdirSync(path.dirname(values.out), { recursive: true });
  const report = { at: new Date().toISOString(), machine: machine(), ...values, told };
  writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
}

async function measure(way: Variant, servers: readonly Server[]): Promise<TrafficResult> {
  for (const { port } of servers) await warmUp(port);
  const pids = [...servers.map(({ child }) => child.pid), ...stores.pids];
  const traffic = {
    ports: servers.map(({ port }) => port),
    pids,
    products,
    connections: Number(values.connections),
    readsPerSecond: Number(values.reads),
    ordersPerSecond: Number(values.orders),
    lists: Number(values.lists),
  };
  await send({ ...traffic, seconds: 2 });
  const before = await readsOf(servers);
  const result = await send({ ...traffic, seconds: Number(values.seconds) });
  const after = await readsOf(servers);
  const figure = (value: number, digits: number, width: number) => value.toFixed(digits).padStart(width);
  console.log(
    `${way.padEnd(10)} ${figure(result.perCoreSecond, 0, 13)} ${figure(result.perSecond, 0, 9)} ${figure(result.p50Ms, 2, 8)} ${figure(result.p99Ms, 2, 8)} ${figure(100 * result.hitRate, 2, 8)} % ${figure(result.orders, 0, 8)} ${figure(result.stale, 0, 13)}`,
  );
  if (after.all > before.all) {
    const share = (after.hits - before.hits) / (after.all - before.all);
    console.log(`           of single products, ${(100 * share).toFixed(2)} % were hits`);
  }
  return result;
}

/** Reads of single products so far, and how many of them were hits. */
async function readsOf(servers: readonly Server[]): Promise<{ hits: number; all: number }> {
  const counts = await Promise.all(
    servers.map(async ({ port }) => {
      const reads = (await (await fetch(`http://127.0.0.1:${port}/reads`)).json()) as Record<string, number>;
      const { hits, misses, bypasses } = readCounts(reads);
      return { hits, all: hits + misses + bypasses };
    }),
  );
  return counts.reduce((sum, each) => ({ hits: sum.hits + each.hits, all: sum.all + each.all }), {
    hits: 0,
    all: 0,
  });
}

/** The cost of one hit and of one write without other traffic. */
async function measureAlone(server: Server | undefined): Promise<void> {
  if (server === undefined) return;
  const { port, child } = server;
  const redis = new Redis(stores.redisUrl);
  const before = await commandsOf(redis);
  const driven = await runLoad({
    port,
    requests: products.slice(0, 24).map(({ slug }) => request(`/api/catalog/products/${slug}`)),
    connections: 1,
    seconds: 3,
    pids: [child.pid],
  });
  const commands = (await commandsOf(redis)) - before;
  console.log(
    `a hit, one after another: ${(commands / driven.requests).toFixed(2)} commands to Redis, ${driven.cpuMsEach.toFixed(3)} ms of the server, p50 ${driven.p50Ms.toFixed(2)} ms`,
  );
  const answer = await fetch(`http://127.0.0.1:${port}/compare/${products.at(-1)?.sku}?times=200`);
  const { fenced, unfenced } = (await answer.json()) as Record<"fenced" | "unfenced", number[]>;
  const [withFence, without] = [medianOf(fenced), medianOf(unfenced)];
  console.log(
    `an order, median of 200: ${withFence.toFixed(2)} ms fenced, ${without.toFixed(2)} ms unfenced: the fence adds ${(withFence - without).toFixed(2)} ms`,
  );
  redis.disconnect();
}

async function commandsOf(redis: Redis): Promise<number> {
  const stats = await redis.info("commandstats");
  const reads = stats.matchAll(/^cmdstat_(?:get|mget|evalsha):calls=(\d+)/gm);
  return [...reads].reduce((sum, [, calls]) => sum + Number(calls), 0);
}

function medianOf(all: readonly number[] | undefined): number {
  const sorted = (all ?? []).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Waits until a server reads its cache, and requests every product once. */
async function warmUp(port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}`;
  while (!((await (await fetch(`${url}/ready`)).json()) as { ready: boolean }).ready) await sleep(100);
  for (const { slug } of products) await (await fetch(`${url}/api/catalog/products/${slug}`)).arrayBuffer();
}

async function startVariant(way: Variant): Promise<Server> {
  const port = await freePort();
  const urls = ["--database", stores.databaseUrl, "--redis", stores.redisUrl];
  const child = startChild(process.execPath, [
    "bench/cache/worker.ts",
    "--way",
    way,
    "--port",
    String(port),
    ...urls,
  ]);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok, child);
  pin([child.pid], 0);
  return { child, port };
}

/** Creates products, the most read first. Their order in lists is another one, by their date of publication. */
async function openCatalog(many: number): Promise<Product[]> {
  const mongo = await connectMongo({ url: stores.databaseUrl });
  const built = Array.from({ length: many }, (_, index) =>
    buildProduct(
      `bench-${(index * 7_919) % many}`,
      [`BENCH-${(index * 7_919) % many}-A`, `BENCH-${(index * 7_919) % many}-B`],
      { publishedAt: new Date(Date.UTC(2026, 10, 20) + ((index * 7_919) % many) * 60_000) },
    ),
  );
  const onHand = (codes: readonly string[]) => Object.fromEntries(codes.map((sku) => [sku, PIECES_PER_SKU]));
  for (let at = 0; at < many; at += PRODUCTS_PER_TRANSACTION) {
    const some = built.slice(at, at + PRODUCTS_PER_TRANSACTION);
    await addProducts(
      { mongo, fence: NO_FENCE },
      some.map((product) => ({ product, onHand: onHand(product.skus.map(({ sku }) => sku)) })),
    );
  }
  await mongo.close();
  return built.map(({ id, slug, skus }) => ({ id, slug, sku: skus[0]?.sku ?? "" }));
}
