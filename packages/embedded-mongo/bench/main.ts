// Measures the embedded server through the official driver, each on its own process: `npm run bench:mongo [-- PRODUCTS]`.
// Ends with code 1 if a goal is missed.
import { cpus, loadavg } from "node:os";
import { type Collection, type Db, MongoClient } from "mongodb";
import { longestWait, type Measured, measure, noise } from "./measure.ts";
import { fill, type Product, product, skuOf } from "./products.ts";
import { type MeasuredServer, startServerProcess } from "./server-process.ts";

interface Bench {
  readonly server: MeasuredServer;
  readonly client: MongoClient;
  readonly db: Db;
  readonly products: Collection<Product>;
  readonly count: number;
}

let missed = 0;

function line(name: string, value: string, goal: string, isMet: boolean): void {
  if (!isMet) missed += 1;
  console.log(`${name.padEnd(54)} ${value.padEnd(46)} ${goal.padEnd(16)} ${isMet ? "met" : "MISSED"}`);
}

function told({ perSecond, medianMs, p99Ms, cpuMs }: Measured): string {
  return `${Math.round(perSecond)}/s, median ${medianMs.toFixed(2)} ms, p99 ${p99Ms.toFixed(1)} ms, cpu ${cpuMs.toFixed(2)} ms`;
}

const anyOf = (count: number): number => Math.floor(Math.random() * count);

async function finds({ server, products, count }: Bench): Promise<void> {
  const find = (): Promise<unknown> => products.findOne({ sku: skuOf(anyOf(count)) });
  await measure(server, { count: 500, parallel: 4 }, find);
  const result = await measure(server, { count: 6000, parallel: 8 }, find);
  line("find by unique key, 8 parallel", told(result), ">= 2000/s", result.perSecond >= 2000);
  const list = (): Promise<unknown> =>
    products
      .find({ shop: anyOf(50) })
      .sort({ priceMinor: -1 })
      .limit(24)
      .toArray();
  await measure(server, { count: 100, parallel: 1 }, list);
  const lists = await measure(server, { count: 1000, parallel: 1 }, list);
  line("list of 24 by index and its order, one client", told(lists), "median <= 5 ms", lists.medianMs <= 5);
}

async function writes({ server, client, db, products, count }: Bench): Promise<void> {
  const update = (): Promise<unknown> =>
    products.updateOne({ sku: skuOf(anyOf(count)) }, { $inc: { stock: -1 } });
  await measure(server, { count: 300, parallel: 16 }, update);
  const updates = await measure(server, { count: 4000, parallel: 16 }, update);
  line("durable update of one document, 16 parallel", told(updates), ">= 1500/s", updates.perSecond >= 1500);
  const ledger = db.collection("ledger");
  await ledger.createIndex({ sku: 1 });
  const transaction = (i: number): Promise<unknown> =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        await products.updateOne({ sku: skuOf((i * 2) % count) }, { $inc: { stock: -1 } }, { session });
        await products.updateOne({ sku: skuOf((i * 2 + 1) % count) }, { $inc: { stock: 1 } }, { session });
        await ledger.insertOne({ sku: skuOf(i), delta: -1, at: new Date() }, { session });
      }),
    );
  await measure(server, { count: 100, parallel: 8 }, transaction);
  const transactions = await measure(server, { count: 1500, parallel: 8 }, transaction);
  line("transaction of 3 writes, 8 parallel", told(transactions), ">= 400/s", transactions.perSecond >= 400);
}

const LONG_WORK: readonly (readonly [string, (products: Collection<Product>) => Promise<unknown>])[] = [
  [
    "$group of all",
    (p) => p.aggregate([{ $group: { _id: "$options.colour", n: { $sum: "$stock" } } }]).toArray(),
  ],
  [
    "unindexed $sort of all",
    (p) => p.aggregate([{ $sort: { title: 1 } }, { $limit: 50_000 }, { $count: "n" }]).toArray(),
  ],
  ["$group by a unique key", (p) => p.aggregate([{ $group: { _id: "$sku" } }, { $count: "n" }]).toArray()],
  ["unindexed filter over all", (p) => p.find({ description: /y$/ }).toArray()],
  ["update of all", (p) => p.updateMany({}, { $set: { seen: true } })],
];

async function longWork({ server, products, count }: Bench): Promise<void> {
  const read = (): Promise<unknown> => products.findOne({ sku: skuOf(anyOf(count)) });
  const baseline = await longestWait(read, new Promise((resolve) => setTimeout(resolve, 1000)));
  for (const [name, work] of LONG_WORK) {
    const from = performance.now();
    const wait = await longestWait(read, work(products));
    const took = performance.now() - from;
    const value = `others wait ${wait.toFixed(0)} ms at most (${baseline.toFixed(0)} without), took ${(took / 1000).toFixed(1)} s`;
    line(name, value, "<= 50 ms", wait <= 50 + baseline);
  }
  for await (const _ of products.find({}));
  const { residentMb, peakMb } = await server.memory();
  line(
    `memory after full scans of ${count}`,
    `${residentMb.toFixed(0)} MB, never more than ${peakMb.toFixed(0)} MB`,
    "<= 200 MB",
    peakMb <= 200,
  );
}

async function run(count: number): Promise<void> {
  const { bestMs, medianMs } = noise();
  console.log(
    `${cpus().length} cores, ${cpus()[0]?.model ?? ""}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  );
  console.log(
    `noise: a fixed piece of work takes ${bestMs.toFixed(0)} ms at best, ${medianMs.toFixed(0)} ms in the median\n`,
  );
  const server = await startServerProcess();
  line("start to ready, empty folder", `${server.readyMs.toFixed(0)} ms`, "<= 500 ms", server.readyMs <= 500);
  const client = await new MongoClient(`${server.url}/bench?replicaSet=rs0`, { maxPoolSize: 32 }).connect();
  const db = client.db();
  const products = db.collection<Product>("products");
  const from = performance.now();
  await fill(products, count);
  console.log(
    `${count} products of ${JSON.stringify(product(1)).length} bytes of JSON with 4 indexes in ${((performance.now() - from) / 1000).toFixed(1)} s\n`,
  );
  const bench = { server, client, db, products, count };
  await finds(bench);
  await writes(bench);
  await longWork(bench);
  await client.close();
  await server.stop();
  console.log(missed === 0 ? "\nevery goal met" : `\n${missed} goals missed`);
  process.exitCode = missed === 0 ? 0 : 1;
}

await run(Number(process.argv[2] ?? 100_000));
