import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Api, leave, startApi } from "../../apps/api/test/processes/api-process.ts";
import { until } from "../../apps/api/test/processes/child-process.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";
import { signInBuyers } from "../checkout/sign-in-buyers.ts";
import { UNLIMITED_HOLDS } from "../checkout/unlimited-holds.ts";
import { machine, pin } from "../load/cores.ts";
import { compareTold } from "./compare-told.ts";
import type { ListenersReport, ListenersSetup } from "./listen.ts";
import { type Sales, type SalesOptions, sell } from "./sell.ts";
import type { Stamp } from "./stamp-publish.ts";

/*
 * Live stock under listeners: one API process with thousands of open event streams, while it sells. Measured are the time
 * from the moment in which the process that committed hands the news to Redis until it is in the listener's hands, the
 * API's CPU time for each event that arrived (what a sale costs its process beyond one without listeners; on a busy
 * machine, where sales are committed together, it says little), and its memory for each listener. Servers and databases
 * share one core; buyers and listeners have the other.
 *   npm run bench:live -- --listeners 2000 --seconds 30 --out bench/results/live.json
 * Ends with 1 when a listener did not end with the newest version of a product that it watches.
 */
const { values } = parseArgs({
  options: {
    listeners: { type: "string", default: "2000" },
    /** Products that each listener watches. */
    watched: { type: "string", default: "24" },
    /** Sales in a second. */
    sales: { type: "string", default: "20" },
    seconds: { type: "string", default: "30" },
    /** Sells these many products alone, the first ones; 0: all. */
    hot: { type: "string", default: "0" },
    out: { type: "string" },
  },
});
const listeners = Number(values.listeners);
const GOALS = { p99Ms: 250, kBPerListener: 20 } as const;
const WARM_UP_SECONDS = 6;
const PIECES_PER_SKU = 9_000;
const BUYERS = 64;
const SETTLE_MS = 1_500;

const folder = mkdtempSync(path.join(tmpdir(), "scarlet-live-"));
const stamps = path.join(folder, "stamps.json");
const stores = await openStores();
const program = {
  args: ["--expose-gc", "--import", "./bench/live/stamp-publish.ts", "apps/api/src/main.ts"],
  env: {},
};
const api = await startApi(stores, { ...UNLIMITED_HOLDS, BENCH_STAMPS: stamps }, program);
const crowd = fork(path.join(import.meta.dirname, "listen.ts"), { serialization: "advanced" });
try {
  pin([...stores.pids, api.pid], 0);
  pin([process.pid, crowd.pid ?? 0], 1);
  console.log(
    `${machine()}; ${listeners} listeners of ${values.watched} products, ${values.sales} sales/s, ${values.seconds} s`,
  );
  report(await measure());
} finally {
  crowd.kill();
  await api.stop();
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
}

type Measured = {
  readonly alone: Sales;
  readonly heard: Sales;
  readonly kBPerListener: number;
  readonly heapKBPerListener: number;
  readonly products: number;
  readonly told: ReturnType<typeof compareTold>;
};

async function measure(): Promise<Measured> {
  const chosen = (await readCatalog()).map(({ sku }) => sku);
  const skus = Number(values.hot) === 0 ? chosen : chosen.slice(0, Number(values.hot));
  for (const sku of skus) await leave(api.call, sku, PIECES_PER_SKU);
  const options: SalesOptions = {
    url: api.url,
    tokens: await signInBuyers(stores.db, BUYERS),
    skus,
    perSecond: Number(values.sales),
    seconds: Number(values.seconds),
    pid: api.pid,
  };
  await sell({ ...options, seconds: WARM_UP_SECONDS });
  const alone = await sell({ ...options, seconds: Number(values.seconds) / 2 });
  const before = await memoryOf(api);
  // Read last, so that listeners know all that was sold until they came.
  const products = await readCatalog();
  await openListeners({
    port: Number(new URL(api.url).port),
    listeners,
    watched: Number(values.watched),
    products,
  });
  await sleep(SETTLE_MS);
  const within = await memoryOf(api);
  const heard = await sell(options);
  await sleep(SETTLE_MS);
  const reported = await ask(crowd);
  if (reported.open !== listeners) throw new Error(`only ${reported.open} of ${listeners} streams are open`);
  await api.stop();
  const published = JSON.parse(readFileSync(stamps, "utf8")) as Stamp[];
  return {
    alone,
    heard,
    kBPerListener: (within.rss - before.rss) / listeners / 1024,
    heapKBPerListener: (within.heap - before.heap) / listeners / 1024,
    products: products.length,
    told: compareTold(reported, published, products),
  };
}

type Entry = { readonly id: string; readonly version: number; readonly sku: string };

/** Every product with its version and one SKU. */
async function readCatalog(): Promise<Entry[]> {
  const versions = await stores.db.collection("product_stock").find().toArray();
  const known = new Map(versions.map(({ _id, version }) => [String(_id), Number(version)]));
  const rows = await stores.db
    .collection("stock")
    .aggregate<{ _id: unknown; sku: string }>([
      { $sort: { sku: 1 } },
      { $group: { _id: "$productId", sku: { $first: "$sku" } } },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  return rows.map(({ _id, sku }) => ({ id: String(_id), version: known.get(String(_id)) ?? 0, sku }));
}

async function openListeners(setup: ListenersSetup): Promise<void> {
  crowd.send(setup);
  await once(crowd, "message");
}

async function ask(child: ChildProcess): Promise<ListenersReport> {
  child.send("report");
  const [answer] = (await once(child, "message")) as [ListenersReport];
  return answer;
}

/** Its memory after a collection of garbage, in bytes. Buffers of sockets in the kernel are not in it. */
async function memoryOf(process_: Api): Promise<{ rss: number; heap: number }> {
  const answers = () => [...process_.output().matchAll(/^memory: (\d+) (\d+)$/gm)];
  const many = answers().length;
  process.kill(process_.pid, "SIGUSR2");
  await until(() => Promise.resolve(answers().length > many), process_);
  const [, rss, heap] = answers().at(-1) ?? [];
  return { rss: Number(rss), heap: Number(heap) };
}

function report(measured: Measured): void {
  const { alone, heard, kBPerListener, heapKBPerListener, told } = measured;
  const perSale = alone.cpuMs / alone.sold;
  const cpuMsPerEvent = ((heard.cpuMs / heard.sold - perSale) * heard.sold) / told.delivered;
  const figures = {
    p50Ms: told.p50Ms,
    p99Ms: told.p99Ms,
    worstMs: told.worstMs,
    cpuMsPerSaleAlone: perSale,
    cpuMsPerSale: heard.cpuMs / heard.sold,
    cpuMsPerEvent,
    kBPerListener,
    heapKBPerListener,
    orderP99MsAlone: alone.p99Ms,
    orderP99Ms: heard.p99Ms,
  };
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(20)} ${value.toFixed(3).padStart(10)}`);
  console.log(
    `${heard.sold} sales (${heard.failed} failed), ${told.commits} commits, ${told.delivered} events arrived, ${told.overtaken} overtaken by a newer one, ${told.lost} lost, ${told.doubled} doubled`,
  );
  console.log(`goals: p99 ${GOALS.p99Ms} ms, ${GOALS.kBPerListener} kB a listener`);
  if (told.lost > 0) process.exitCode = 1;
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const written = {
    at: new Date().toISOString(),
    machine: machine(),
    ...values,
    goals: GOALS,
    figures,
    ...measured,
  };
  writeFileSync(values.out, `${JSON.stringify(written, null, 2)}\n`);
}
