import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Api, leave, startApi } from "../../apps/api/test/processes/api-process.ts";
import { startCountingProxy } from "../../apps/api/test/processes/counting-proxy.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";
import { type Measurement, measureBuyers } from "../checkout/measure-buyers.ts";
import { signInBuyers } from "../checkout/sign-in-buyers.ts";
import { machine, pin } from "../load/cores.ts";
import { buyAndPay } from "./buy-and-pay.ts";

/*
 * What an order costs: placed and paid over REST, by one buyer and by crowds on one hot SKU. API, embedded database and
 * Redis share one core and all of them are counted; the buyers have the other. Commands to the database are counted in
 * runs of their own, because who counts them stands in between.
 *   npm run bench:orders -- --seconds 5 --out bench/results/orders.json
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    "warm-up": { type: "string", default: "8" },
    buyers: { type: "string", default: "1,64,256" },
    /** Seconds of the runs in which commands are counted. */
    counted: { type: "string", default: "3" },
    out: { type: "string" },
  },
});
const crowds = values.buyers.split(",").map(Number);
const WARM_UP_BUYERS = 64;
const PIECES = 900_000;
const SLUG = "harbour-teapot";

type Row = Measurement & { readonly buyers: number; readonly commandsPerOrder: number };

const stores = await openStores();
const tokens = await signInBuyers(stores.db, Math.max(WARM_UP_BUYERS, ...crowds));
const measured = await measure();
const commands = await count();
report(
  crowds.map((buyers, index) => ({ buyers, ...at(measured, index), commandsPerOrder: at(commands, index) })),
);
await stores.close();

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing was measured at ${index}`);
  return found;
}

async function hotSku(api: Api): Promise<string> {
  const { body } = await api.call("GET", `/api/catalog/products/${SLUG}`);
  const sku = (body.skus as { sku: string }[])[0]?.sku ?? "";
  await leave(api.call, sku, PIECES);
  return sku;
}

async function run(api: Api, buyers: number, seconds: number): Promise<Measurement> {
  const sku = await hotSku(api);
  const buy = await buyAndPay({ port: Number(new URL(api.url).port), tokens: tokens.slice(0, buyers), sku });
  const result = await measureBuyers(buyers, buy, { seconds, pids: [...stores.pids, api.pid] });
  buy.close();
  return result;
}

async function measure(): Promise<Measurement[]> {
  const api = await startApi(stores);
  try {
    pin([...stores.pids, api.pid], 0);
    pin([process.pid], 1);
    await run(api, WARM_UP_BUYERS, Number(values["warm-up"]));
    await run(api, 1, 2);
    const rows: Measurement[] = [];
    for (const buyers of crowds) {
      await sleep(1_000);
      rows.push(await run(api, buyers, Number(values.seconds)));
    }
    return rows;
  } finally {
    await api.stop();
  }
}

/** Commands to the database for each order, whoever sent them: what runs on a clock is not counted. */
async function count(): Promise<number[]> {
  const proxy = await startCountingProxy(stores);
  const api = await startApi({ ...stores, databaseUrl: proxy.databaseUrl });
  try {
    await run(api, 1, 2);
    const rows: number[] = [];
    for (const buyers of crowds) {
      proxy.restart();
      const { perSecond } = await run(api, buyers, Number(values.counted));
      rows.push(proxy.seen().length / (perSecond * Number(values.counted)));
    }
    return rows;
  } finally {
    await api.stop();
    await proxy.close();
  }
}

function report(rows: readonly Row[]): void {
  console.log(`${machine()}, ${values.seconds} s each`);
  console.log("buyers  orders/s   p50 ms   p99 ms  CPU ms/order  commands/order  failed");
  const figure = (value: number, width: number) => value.toFixed(value < 100 ? 1 : 0).padStart(width);
  for (const { buyers, perSecond, p50Ms, p99Ms, cpuMsPerOrder, commandsPerOrder, failed } of rows)
    console.log(
      `${String(buyers).padStart(6)}  ${figure(perSecond, 8)} ${figure(p50Ms, 8)} ${figure(p99Ms, 8)} ${figure(cpuMsPerOrder, 13)} ${figure(commandsPerOrder, 15)} ${String(failed).padStart(7)}`,
    );
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const told = { at: new Date().toISOString(), machine: machine(), ...values, rows };
  writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
}
