import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { type Api, startApi } from "../../apps/api/test/processes/api-process.ts";
import { type Child, freePort, startChild, until } from "../../apps/api/test/processes/child-process.ts";
import { openStores, type Stores } from "../../apps/api/test/processes/database-and-redis.ts";
import { machine, pin } from "../load/cores.ts";
import { answerOf, HttpConnection, request } from "../load/http-connection.ts";
import { type LoadResult, runLoad } from "../load/run-load.ts";

/*
 * The cost of a cached read: the API compared with the limit, a bare server that answers with one GET of a ready body of
 * the same size. Servers and databases share one core, the load has the other.
 *   npm run bench:read -- --seconds 4 --rounds 3 --out bench/results/read.json
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "64" },
    out: { type: "string" },
  },
});
const PRODUCTS = 24;
const GOALS = { product: 0.6, list: 0.55 } as const;
type What = keyof typeof GOALS;

const stores = await openStores();
const api = await startApi(stores);
const bare = await startLimit(stores);
try {
  pin([...stores.pids, api.pid, bare.child.pid], 0);
  pin([process.pid], 1);
  await report(await measure());
} finally {
  await Promise.all([api.stop(), bare.child.stop()]);
  await stores.close();
}

type Row = { readonly what: What; readonly who: "api" | "limit" } & LoadResult;

async function measure(): Promise<Row[]> {
  const paths = await pathsOf(api);
  await copyBodies(api, stores, [...paths.product, ...paths.list]);
  console.log(`${machine()}, ${values.connections} connections, ${values.rounds} × ${values.seconds} s each`);
  const rows: Row[] = [];
  const driving = { connections: Number(values.connections) };
  const redisPid = stores.pids[1] ?? 0;
  const servers = [
    ["limit", bare.port, [bare.child.pid, redisPid]],
    // Everything that a read of the API may use, the database included.
    ["api", Number(new URL(api.url).port), [api.pid, ...stores.pids]],
  ] as const;
  for (let round = 0; round <= Number(values.rounds); round += 1)
    for (const what of ["product", "list"] as const)
      for (const [who, port, pids] of servers) {
        const requests = paths[what].map((each) => request(each));
        // The first round only warms up.
        const seconds = round === 0 ? 2 : Number(values.seconds);
        const driven = await runLoad({ ...driving, port, requests, seconds, pids });
        if (round > 0) rows.push({ what, who, ...driven });
        await sleep(200);
      }
  return rows;
}

/** The paths to read: products, and the first page of the list. Waits until all of them are cache hits. */
async function pathsOf({ call }: Api): Promise<Record<What, string[]>> {
  const list = ["/api/catalog/products"];
  const { body } = await call("GET", `/api/catalog/products?limit=${PRODUCTS}`);
  const product = (body.items as { slug: string }[]).map(({ slug }) => `/api/catalog/products/${slug}`);
  const giveUpAt = performance.now() + 120_000;
  for (const each of [...product, ...list])
    while ((await call("GET", each)).headers.get("x-cache") !== "hit") {
      if (performance.now() > giveUpAt) throw new Error(`${each} is never a hit`);
      await sleep(100);
    }
  return { product, list };
}

/** Stores the response bodies of the API in Redis for the bare server. */
async function copyBodies({ url }: Api, { redisUrl }: Stores, paths: readonly string[]): Promise<void> {
  const redis = new Redis(redisUrl);
  const wire = await HttpConnection.open(Number(new URL(url).port));
  for (const each of paths) {
    const { body } = answerOf(await wire.ask(request(each)));
    await redis.set(`bench:ready:${each}`, body);
  }
  wire.close();
  redis.disconnect();
}

async function startLimit({ redisUrl }: Stores): Promise<{ child: Child; port: number }> {
  const port = await freePort();
  const args = ["bench/read/baseline-server.ts", "--port", String(port), "--redis", redisUrl];
  const child = startChild(process.execPath, args);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 404, child);
  return { child, port };
}

async function report(rows: readonly Row[]): Promise<void> {
  console.log("what     who    req/core-s    CPU ms    req/s   p50 ms   p99 ms");
  const ratios: Record<string, number> = {};
  for (const what of ["product", "list"] as const) {
    const [limit, ours] = (["limit", "api"] as const).map((who) => medianOf(rows, what, who));
    for (const row of [limit, ours]) if (row) line(row);
    ratios[what] = (ours?.perCoreSecond ?? 0) / (limit?.perCoreSecond ?? Number.NaN);
    console.log(`${what}: ${ratios[what].toFixed(2)} of the limit (goal ${GOALS[what]})`);
  }
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const told = { at: new Date().toISOString(), machine: machine(), ...values, ratios, rows };
  writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
}

/** The median round by CPU time. */
function medianOf(rows: readonly Row[], what: What, who: Row["who"]): Row | undefined {
  const rounds = rows.filter((row) => row.what === what && row.who === who);
  return rounds.toSorted((a, b) => a.perCoreSecond - b.perCoreSecond)[Math.floor(rounds.length / 2)];
}

function line({ what, who, perCoreSecond, cpuMsEach, perSecond, p50Ms, p99Ms }: Row): void {
  const figure = (value: number, digits: number, width: number) => value.toFixed(digits).padStart(width);
  console.log(
    `${what.padEnd(8)} ${who.padEnd(6)} ${figure(perCoreSecond, 0, 10)} ${figure(cpuMsEach, 3, 9)} ${figure(perSecond, 0, 8)} ${figure(p50Ms, 2, 8)} ${figure(p99Ms, 2, 8)}`,
  );
}
