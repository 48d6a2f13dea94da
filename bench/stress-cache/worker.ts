import { getPriority, setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type CacheStats, createStockCache } from "../../packages/adapters/src/cache/index.ts";
import { createStockReader, type WriteFence } from "../../packages/adapters/src/inventory/index.ts";
import { connectMongo } from "../../packages/adapters/src/mongo/index.ts";
import { createOrderStock } from "../../packages/adapters/src/orders/index.ts";
import { connectRedis } from "../../packages/adapters/src/redis/index.ts";
import { THROUGH } from "../../packages/adapters/test/harness/no-fence.ts";
import {
  adjust,
  netChanges,
  openDraft,
  type ProductStock,
  type StockReader,
} from "../../packages/domain/src/inventory/index.ts";
import { actorRef, SYSTEM_ACTOR } from "../../packages/domain/src/kernel/index.ts";
import type { OrderStock } from "../../packages/domain/src/orders/index.ts";
import { STRESS_TIMES } from "./shortened-times.ts";

/** What a worker is told when it starts. */
export type WorkerSetup = {
  readonly databaseUrl: string;
  readonly redisPort: number;
  readonly products: readonly { readonly id: string; readonly skus: readonly string[] }[];
  /** How many read and write side by side in this process, and how far it stands back behind others. */
  readonly readers: number;
  readonly writers: number;
  readonly niceness: number;
  /** Writes past the fence: to show that the checker finds what it looks for. */
  readonly unfenced: boolean;
};
export type WorkerReport = {
  /** product, begin, version, … */
  readonly reads: Float64Array;
  /** Reads of one product, by what became of them. */
  readonly became: Readonly<Record<string, number>>;
  readonly known: readonly (readonly [product: number, version: number, at: number, figures: string])[];
  readonly outcomes: Readonly<Record<string, number>>;
};

const LIST_SIZE = 24;
const SILENT_LOG = { info: () => {}, warn: () => {}, error: () => {} };
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

let reads: number[] = [];
let known: WorkerReport["known"][number][] = [];
const newest: number[] = [];
const counts: Record<string, number> = {};
let before: Readonly<Record<string, number>> = {};

process.once("message", (setup: WorkerSetup) => void work(setup));
process.on("disconnect", () => process.exit(0));

async function work(setup: WorkerSetup): Promise<void> {
  setPriority(Math.min(19, getPriority() + setup.niceness));
  const cache = await openCache(setup);
  const store = createOrderStock(cache.mongo, noted(setup, cache.fence));
  setInterval(() => flush(cache.stats), 100);
  for (let each = 0; each < setup.readers; each += 1) void readOn(setup, cache.reader, each % 12 !== 1);
  for (let each = 0; each < setup.writers; each += 1) void writeOn(setup, store);
}

async function openCache({ databaseUrl, redisPort }: WorkerSetup) {
  const mongo = await connectMongo({ url: databaseUrl, timeoutMs: 60_000 });
  const redis = await connectRedis({ url: `redis://127.0.0.1:${redisPort}`, log: SILENT_LOG });
  const source = createStockReader(mongo);
  const parts = { mongo, redis: redis.client, source, log: SILENT_LOG, times: STRESS_TIMES };
  return { mongo, ...(await createStockCache(parts)) };
}

/** The fence, with every commit noted before its release has begun: known from there on, whatever happens then. */
function noted(setup: WorkerSetup, fence: WriteFence): WriteFence {
  const places = new Map(setup.products.map(({ id }, place) => [id, place]));
  return {
    publishes: true,
    around: (commit) => {
      const noting: typeof commit = async (fencing) => {
        const committed = await commit(fencing);
        for (const stock of committed.written?.stocks ?? [])
          learn(places.get(stock.productId) ?? -1, stock, now());
        return committed;
      };
      if (!setup.unfenced) return fence.around(noting);
      return noting(THROUGH).then(({ result }) => result);
    },
    settled: fence.settled,
  };
}

function pick({ products }: WorkerSetup): number {
  return Math.floor(Math.random() ** 2 * products.length);
}

async function readOn({ products }: WorkerSetup, reader: StockReader, asList: boolean): Promise<void> {
  for (;;) {
    const first = Math.floor(Math.random() ** 1.5 * products.length);
    const wanted = Array.from({ length: asList ? LIST_SIZE : 1 }, (_, at) => (first + at) % products.length);
    const ids = wanted.map((place) => products[place]?.id ?? "");
    const startedAt = now();
    try {
      const told = await reader.readStock(ids);
      const toldAt = now();
      for (const [at, place] of wanted.entries()) {
        const stock = told.get(ids[at] ?? "");
        if (stock === undefined) continue;
        reads.push(place, startedAt, stock.version);
        learn(place, stock, toldAt);
      }
    } catch {
      count("failed");
      await sleep(20);
    }
    // Lets other work in, and is not always in step with the writers.
    if (Math.random() < 0.1) await sleep(Math.random() * 4);
  }
}

async function writeOn(setup: WorkerSetup, store: OrderStock): Promise<void> {
  for (let step = 0; ; step += 1) {
    await sleep(Math.random() * 120);
    const { skus = [] } = setup.products[pick(setup)] ?? {};
    try {
      await writeOnce(store, skus[step % skus.length] ?? "", step);
      count("written");
    } catch {
      count("not written");
      await sleep(50);
    }
  }
}

async function writeOnce(store: OrderStock, sku: string, step: number): Promise<void> {
  const causeKey = `stress:${process.pid}:${step}`;
  const cause = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: null, causeKey };
  await store.commitGroup({ skus: [sku], orderIds: [], intentIds: [] }, ({ rows, now: at }) => {
    const draft = openDraft(rows, at);
    adjust(draft, { sku, delta: step % 2 === 0 ? 1 : -1, reason: "correction" }, cause);
    const { movements } = draft;
    return { changes: netChanges(draft), movements, orderInserts: [], orderUpdates: [], remember: [] };
  });
}

/** Notes a version the first time that this process meets it. Holds are not in play, so figures belong to versions. */
function learn(product: number, stock: ProductStock, at: number): void {
  if (stock.version <= (newest[product] ?? -1)) return;
  newest[product] = stock.version;
  known.push([
    product,
    stock.version,
    at,
    JSON.stringify(stock.skus.map(({ sku, onHand }) => [sku, onHand])),
  ]);
}

function count(what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

function flush(stats: CacheStats): void {
  if (reads.length === 0 && known.length === 0) return;
  const { reads: all } = stats.report();
  const became = Object.fromEntries(
    Object.entries(all).map(([name, many]) => [name, many - (before[name] ?? 0)]),
  );
  before = all;
  const message = { reads: Float64Array.from(reads), known, outcomes: { ...counts }, became };
  process.send?.(message satisfies WorkerReport);
  reads = [];
  known = [];
  for (const name of Object.keys(counts)) delete counts[name];
}
