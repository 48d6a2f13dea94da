import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Api, startApi, tokenOf } from "../../apps/api/test/processes/api-process.ts";
import { startChild } from "../../apps/api/test/processes/child-process.ts";
import { openStores, SETTINGS } from "../../apps/api/test/processes/database-and-redis.ts";
import { machine } from "../load/cores.ts";
import { cpuMs } from "../load/cpu-time.ts";
import { answerOf, HttpConnection, request } from "../load/http-connection.ts";
import { questions } from "./questions.ts";

/*
 * What a read costs in a shop of 1,000, 10,000 and 100,000 products: one shop that is filled further from size to size,
 * asked one question at a time. Told are the ratios to the smallest; how long `npm run seed` took is told as well.
 *   npm run bench:growth -- --sizes 1000,10000,100000 --rounds 2 --out bench/results/growth.json
 */
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    rounds: { type: "string", default: "2" },
    out: { type: "string" },
  },
});
const SIZES = values.sizes.split(",").map(Number);
const OK = 200;

type Row = {
  readonly what: string;
  readonly products: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the API, the database and Redis together. */
  readonly cpuMsEach: number;
};
type Seeding = { readonly from: number; readonly to: number; readonly seconds: number };

const stores = await openStores();
const api = await startApi(stores);
try {
  console.log(machine());
  const rows: Row[] = [];
  const seedings: Seeding[] = [];
  for (const [place, products] of SIZES.entries()) {
    seedings.push(await seed(SIZES[place - 1] ?? 0, products));
    rows.push(...(await measure(api, products)));
  }
  report(rows, seedings);
} finally {
  await api.stop();
  await stores.close();
}

async function seed(from: number, to: number): Promise<Seeding> {
  const startedAt = performance.now();
  const child = startChild(process.execPath, ["tools/commands/seed.ts", "--products", String(to)], {
    ...SETTINGS,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
  });
  if ((await child.exited) !== 0) throw new Error(`seed failed: ${child.output()}`);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`from ${from} to ${to} products in ${seconds.toFixed(0)} s`);
  return { from, to, seconds };
}

async function measure({ url, call, pid }: Api, products: number): Promise<Row[]> {
  const authorization = `Bearer ${await tokenOf(call, "inventory")}`;
  const wire = await HttpConnection.open(Number(new URL(url).port));
  const rows: Row[] = [];
  const pids = [pid, ...stores.pids];
  const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => questions(round));
  const warmUp = questions(rounds.length);
  for (const [place, { what, staff }] of (rounds[0] ?? []).entries()) {
    const latenciesMs: number[] = [];
    for (const each of warmUp[place]?.paths.slice(0, 20) ?? [])
      await wire.ask(request(each, staff ? { authorization } : {}));
    const cpuBefore = cpuMs(pids);
    for (const each of rounds.flatMap((round) => round[place]?.paths ?? [])) {
      const startedAt = performance.now();
      const { status, body } = answerOf(await wire.ask(request(each, staff ? { authorization } : {})));
      latenciesMs.push(performance.now() - startedAt);
      if (status !== OK) throw new Error(`${each} answered ${status}: ${body.toString("latin1", 0, 300)}`);
    }
    const cpuMsEach = (cpuMs(pids) - cpuBefore) / latenciesMs.length;
    rows.push({ what, products, p50Ms: share(latenciesMs, 0.5), p99Ms: share(latenciesMs, 0.99), cpuMsEach });
  }
  wire.close();
  return rows;
}

function share(all: readonly number[], part: number): number {
  return all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * part)] ?? Number.NaN;
}

function report(rows: readonly Row[], seedings: readonly Seeding[]): void {
  console.log("what                                products   p50 ms   p99 ms   CPU ms   p99 / smallest");
  for (const row of rows) {
    const smallest = rows.find(({ what, products }) => what === row.what && products === SIZES[0]);
    const figures = [row.p50Ms, row.p99Ms, row.cpuMsEach].map((each) => each.toFixed(1).padStart(8));
    const ratio = (row.p99Ms / (smallest?.p99Ms ?? Number.NaN)).toFixed(2);
    console.log(
      `${row.what.padEnd(36)} ${String(row.products).padStart(7)} ${figures.join(" ")} ${ratio.padStart(8)}`,
    );
  }
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const told = { at: new Date().toISOString(), machine: machine(), ...values, seedings, rows };
  writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
}
