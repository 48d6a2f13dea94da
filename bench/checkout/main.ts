import { parseArgs } from "node:util";
import { leave, startApi } from "../../apps/api/test/processes/api-process.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";
import { connectMongo } from "../../packages/adapters/src/mongo/index.ts";
import { machine, pin } from "../load/cores.ts";
import { type Buy, type Measurement, measureBuyers } from "./measure-buyers.ts";
import { sellOut } from "./sell-out.ts";
import { signInBuyers } from "./sign-in-buyers.ts";
import { UNLIMITED_HOLDS } from "./unlimited-holds.ts";
import { bareUpdate, insertBareStock, oneTransactionEach, throughApi, throughLane } from "./variants.ts";

const PIECES_PER_SKU = 900_000;
const SKU_COUNT = 24;
const WARM_UP_BUYERS = 64;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    /** Seconds to run each variant before measuring, so that its code has been compiled. */
    "warm-up": { type: "string", default: "5" },
    /** Numbers of concurrent buyers to measure; "none": only the sell-outs. */
    buyers: { type: "string", default: "1,16,64,256" },
    /** Buyers of the sell-out through two API processes; 0: none. */
    rush: { type: "string", default: "10000" },
  },
});
const seconds = Number(values.seconds);
const warmUpSeconds = Number(values["warm-up"]);
const crowds = values.buyers === "none" ? [] : values.buyers.split(",").map(Number);
/** 500 buyers at the same moment. */
const SIMULTANEOUS = { buyers: 500, atOnce: 500, units: 20, processes: 1 } as const;

/** Measures throughput, latency and CPU time of checkout, with all variants in the same run on its own stores. */
async function main(): Promise<void> {
  const stores = await openStores();
  const api = await startApi(stores, UNLIMITED_HOLDS);
  // The whole shop shares one core, so that results are of exactly one; the buyers have the other.
  pin([...stores.pids, api.pid], 0);
  pin([process.pid], 1);
  const mongo = await connectMongo({ url: stores.databaseUrl });
  try {
    const tokens = await signInBuyers(mongo.db, Math.max(WARM_UP_BUYERS, ...crowds));
    const skus = await stockUp(api.call, mongo.db);
    const server = [...stores.pids, api.pid];
    const inside = [...stores.pids, process.pid];
    if (crowds.length > 0) printHeader();
    for (const [kind, chosen] of [
      ["one hot SKU", skus.slice(0, 1)],
      [`${SKU_COUNT} SKUs`, skus],
    ] as const) {
      const ways: [string, Buy, number[]][] = [
        ["API over HTTP", throughApi(api, tokens, chosen), server],
        ["the lane alone", await throughLane(mongo, chosen), inside],
        ["(a) a transaction per order", await oneTransactionEach(mongo, chosen), inside],
        ["(b) bare guarded updateOne", bareUpdate(mongo, chosen), inside],
      ];
      for (const [, buy, pids] of ways)
        await measureBuyers(WARM_UP_BUYERS, buy, { seconds: warmUpSeconds, pids });
      for (const buyers of crowds) await compare(kind, buyers, ways);
    }
    if (Number(values.rush) === 0) return;
    const long = { buyers: Number(values.rush), atOnce: 256, units: 100, processes: 2 } as const;
    for (const kind of [long, SIMULTANEOUS])
      console.log(await sellOut({ stores, first: api }, skus[1] ?? "", kind));
  } finally {
    await mongo.close();
    await api.stop();
    await stores.close();
  }
}

type Call = Parameters<typeof leave>[0];

async function stockUp(call: Call, db: Parameters<typeof bareUpdate>[0]["db"]): Promise<string[]> {
  // One SKU of each product, because SKUs of the same product share its version and would contend.
  const rows = await db
    .collection("stock")
    .aggregate<{ sku: string }>([
      { $sort: { sku: 1 } },
      { $group: { _id: "$productId", sku: { $first: "$sku" } } },
      { $limit: SKU_COUNT },
    ])
    .toArray();
  const skus = rows.map(({ sku }) => sku).toSorted();
  for (const sku of skus) await leave(call, sku, PIECES_PER_SKU);
  await insertBareStock({ db } as Parameters<typeof insertBareStock>[0], skus, PIECES_PER_SKU);
  return skus;
}

async function compare(
  kind: string,
  buyers: number,
  ways: readonly (readonly [string, Buy, readonly number[]])[],
): Promise<void> {
  const results = new Map<string, Measurement>();
  for (const [name, buy, pids] of ways) {
    const result = await measureBuyers(buyers, buy, { seconds, pids });
    results.set(name, result);
    line(kind, buyers, name, result);
  }
  const [lane, each] = ["the lane alone", "(a) a transaction per order"].map((name) => results.get(name));
  if (lane && each)
    console.log(
      `  ${kind}, ${buyers} buyers: the lane is ${(lane.perSecond / each.perSecond).toFixed(1)} × (a)`,
    );
}

function printHeader(): void {
  console.log(`${machine()}, ${seconds} s each`);
  console.log(
    "stock         buyers  way                          orders/s   p50 ms   p99 ms  CPU ms/order  failed",
  );
}

function line(kind: string, buyers: number, name: string, m: Measurement): void {
  const figure = (value: number, width: number) => value.toFixed(value < 10 ? 2 : 0).padStart(width);
  console.log(
    `${kind.padEnd(13)} ${String(buyers).padStart(6)}  ${name.padEnd(28)} ${figure(m.perSecond, 8)} ${figure(m.p50Ms, 8)} ${figure(m.p99Ms, 8)} ${figure(m.cpuMsPerOrder, 13)} ${String(m.failed).padStart(7)}`,
  );
}

await main();
