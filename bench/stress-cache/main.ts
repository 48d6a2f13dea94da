import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { ApiProcesses, type Workload } from "./api-processes.ts";
import { Checker } from "./checker.ts";
import { injectFaults } from "./faults.ts";
import { TRANSACTION_LIMIT_S } from "./shortened-times.ts";
import { openCatalog, openStores } from "./stress-stores.ts";
import type { WorkerReport } from "./worker.ts";

/*
 * A stress test of the stock cache: the API's code in several processes, a real Redis behind proxies that fail, the
 * embedded database, faults in random order, and a checker that knows on one clock when each version was committed.
 *   npm run stress:cache -- --seconds 600 --out bench/results/stress-cache.json
 * Ends with 1 when a read was stale. --unfenced writes past the fence, to see the checker find it; it ends with 0 then
 * only if stale reads were found.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    /** The run fails with fewer reads than this, or with a smaller share of cache hits. */
    reads: { type: "string", default: "0" },
    hits: { type: "string", default: "0" },
    processes: { type: "string", default: "3" },
    products: { type: "string", default: "300" },
    calm: { type: "boolean", default: false },
    unfenced: { type: "boolean", default: false },
    /** Only faults whose name matches, or all but those. */
    only: { type: "string", default: "" },
    without: { type: "string", default: "^$" },
    out: { type: "string" },
  },
});
/** Processes that read as fast as they can hardly get to write, so half of them mostly write. */
const WRITE_HEAVY: Workload = { readers: 3, writers: 3, niceness: 0 };
const READ_HEAVY: Workload = { readers: 96, writers: 1, niceness: 5 };
/** Reads are judged so much later: by then everything that was known before them has been reported. */
const LOG_LAG_MS = 5_000;
/** How long starting and stopping may take. */
const SETUP_TIME_MS = 180_000;
/** A run that has not made its reads in time may go on for so many times its length. */
const MAX_OVERTIME_FACTOR = 12;

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const outcomes: Record<string, number> = {};
/** Reads of one product, by what became of them. */
const became: Record<string, number> = {};
const checker = new Checker();
let logged = 0;

let stage = "the stores are opened";
let isCut = false;
// A run that is ended early still reports what it found.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (isCut = true));
const longest = Number(values.seconds) * MAX_OVERTIME_FACTOR * 1_000 + SETUP_TIME_MS;
setTimeout(() => {
  console.error(`The run did not come to its end: it stopped while ${stage}.`);
  process.exit(2);
}, longest).unref();

const stores = await openStores(TRANSACTION_LIMIT_S);
const products = await openCatalog(stores.databaseUrl, Number(values.products));
const setup = { databaseUrl: stores.databaseUrl, products, unfenced: values.unfenced };
await stores.settle();
stage = "the API processes start";
const apis = new ApiProcesses(setup, addReport);
for (let each = 0; each < Number(values.processes); each += 1)
  await apis.add(stores.redis.port, each % 2 === 0 ? WRITE_HEAVY : READ_HEAVY);
await apis.up();

stage = "reads and writes are made";
const startedAt = now();
const [longMs, least] = [Number(values.seconds) * 1_000, Number(values.reads)];
const isOver = (): boolean => {
  const passed = now() - startedAt;
  if (isCut) return true;
  return passed >= longMs && (logged >= least || passed >= MAX_OVERTIME_FACTOR * longMs);
};
const judging = setInterval(() => checker.judge(now() - LOG_LAG_MS), 2_000);
const telling = setInterval(tellProgress, 30_000);
const [only, without] = [new RegExp(values.only), new RegExp(values.without)];
const allows = (fault: string): boolean => only.test(fault) && !without.test(fault);
const scene = { stores, apis, random: Math.random, allows, reads: () => logged };
const faults = values.calm ? await untilOver() : await injectFaults(scene, isOver);
clearInterval(judging);
clearInterval(telling);
stage = "the API processes and the stores are ended";
await apis.stopAll();
await stores.close();
checker.judge();

const verdict = checker.verdict();
const report = {
  at: new Date().toISOString(),
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  seconds: Math.round((now() - startedAt) / 1_000),
  machine: { cores: cpus().length, model: cpus()[0]?.model ?? "", load: loadavg().map(Math.round) },
  processes: Number(values.processes),
  products: products.length,
  ...(values.unfenced && { mutant: "writes are not fenced" }),
  ...verdict,
  // The rule of three: with none stale in n reads, the share of stale reads is below this with 95 % confidence.
  staleShareBelow: verdict.stale === 0 ? 3 / verdict.reads : null,
  became,
  hitShare: Number(((became.hit ?? 0) / Math.max(1, logged)).toFixed(4)),
  outcomes,
  faults,
};
console.log(JSON.stringify(report, null, 2));
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
const failures = failuresOf();
for (const failure of failures) console.error(failure);
process.exit(failures.length === 0 ? 0 : 1);

function failuresOf(): string[] {
  const { reads, stale, torn } = verdict;
  const many = (of: boolean, wrong: string): string[] => (of ? [wrong] : []);
  if (values.unfenced) return many(stale === 0, "Nothing stale was found although writes were not fenced.");
  return [
    ...many(stale > 0, `${stale} reads were older than what was known when they began.`),
    ...many(torn > 0, `${torn} versions were told with different figures.`),
    ...many(reads < least, `Only ${reads} of ${least} reads were made.`),
    ...many(report.hitShare < Number(values.hits), `Only a share of ${report.hitShare} was hits.`),
  ];
}

function addReport({ reads, known, outcomes: counted, became: more }: WorkerReport): void {
  for (const [product, version, at, figures] of known) checker.know(product, version, at, figures);
  for (let at = 0; at < reads.length; at += 3)
    checker.read(reads[at] ?? 0, reads[at + 1] ?? 0, reads[at + 2] ?? 0);
  logged += reads.length / 3;
  addTo(outcomes, counted);
  addTo(became, more);
}

function tellProgress(): void {
  const { stale } = checker.verdict();
  const passed = Math.round((now() - startedAt) / 1_000);
  console.error(
    `${passed} s: ${logged} reads, ${became.hit ?? 0} hits, ${stale} stale, ${JSON.stringify(outcomes)}`,
  );
}

function addTo(sums: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, many] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + many;
}

async function untilOver(): Promise<Record<string, number>> {
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 200));
  return {};
}
