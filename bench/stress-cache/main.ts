import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Checker } from "./checker.ts";
import { Crew } from "./crew.ts";
import { makeTrouble } from "./faults.ts";
import { openCatalog, openStores } from "./stores.ts";
import { TRANSACTION_LIMIT_S } from "./times.ts";
import type { Logged } from "./worker.ts";

/*
 * The stock cache under fire: real API-side code in several processes, a real Redis behind wires that break, the
 * embedded database, faults in random order, and a checker that knows every version's time on one clock.
 *   npm run stress:cache -- --seconds 600 --out bench/results/stress-cache.json
 * Ends with 1 when a read was stale. --unfenced writes past the fence, to see the checker find it; it ends with 0 then
 * only if stale reads were found.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    reads: { type: "string", default: "0" },
    processes: { type: "string", default: "3" },
    products: { type: "string", default: "20" },
    calm: { type: "boolean", default: false },
    unfenced: { type: "boolean", default: false },
    /** Only faults whose name matches, or all but those. */
    only: { type: "string", default: "" },
    without: { type: "string", default: "^$" },
    out: { type: "string" },
  },
});
/** Reads are judged once all that was known before them must have been logged. */
const LOG_LAG_MS = 5_000;
/** A run that has not done its reads in time goes on for so long. */
const OVERTIME = 12;

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const outcomes: Record<string, number> = {};
const checker = new Checker();
let logged = 0;

const stores = await openStores(TRANSACTION_LIMIT_S);
const products = await openCatalog(stores.databaseUrl, Number(values.products));
const orders = { databaseUrl: stores.databaseUrl, products, unfenced: values.unfenced };
const crew = new Crew(orders, take);
for (let each = 0; each < Number(values.processes); each += 1) await crew.hire(stores.redis.port);
await crew.up();

const begunAt = now();
const [longMs, least] = [Number(values.seconds) * 1_000, Number(values.reads)];
const isOver = (): boolean => {
  const passed = now() - begunAt;
  return passed >= longMs && (logged >= least || passed >= OVERTIME * longMs);
};
const judging = setInterval(() => checker.judge(now() - LOG_LAG_MS), 2_000);
const [only, without] = [new RegExp(values.only), new RegExp(values.without)];
const allows = (fault: string): boolean => only.test(fault) && !without.test(fault);
const scene = { stores, crew, random: Math.random, allows };
const faults = values.calm ? await untilOver() : await makeTrouble(scene, isOver);
clearInterval(judging);
await crew.dismiss();
await stores.close();
checker.judge();

const verdict = checker.verdict();
const report = {
  at: new Date().toISOString(),
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  seconds: Math.round((now() - begunAt) / 1_000),
  machine: { cores: cpus().length, model: cpus()[0]?.model ?? "", load: loadavg().map(Math.round) },
  processes: Number(values.processes),
  products: products.length,
  ...(values.unfenced && { mutant: "writes are not fenced" }),
  ...verdict,
  // The rule of three: with none stale in n reads, the share of stale reads is below this with 95 % confidence.
  staleShareBelow: verdict.stale === 0 ? 3 / verdict.reads : null,
  outcomes,
  faults,
};
console.log(JSON.stringify(report, null, 2));
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
const isRight = values.unfenced ? verdict.stale > 0 : verdict.stale === 0 && verdict.torn === 0;
process.exit(isRight && verdict.reads >= least ? 0 : 1);

function take({ reads, known, outcomes: counted }: Logged): void {
  for (const [product, version, at, figures] of known) checker.know(product, version, at, figures);
  for (let at = 0; at < reads.length; at += 3)
    checker.read(reads[at] ?? 0, reads[at + 1] ?? 0, reads[at + 2] ?? 0);
  logged += reads.length / 3;
  for (const [name, many] of Object.entries(counted)) outcomes[name] = (outcomes[name] ?? 0) + many;
}

async function untilOver(): Promise<Record<string, number>> {
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 200));
  return {};
}
