import { setTimeout as sleep } from "node:timers/promises";
import { cpuMs } from "../load/cpu-time.ts";
import { answerOf, HttpConnection, request } from "../load/http-connection.ts";

/** Pieces of each SKU at the beginning. */
export const PIECES_PER_SKU = 5_000;

export type Product = { readonly id: string; readonly slug: string; readonly sku: string };

export type Traffic = {
  readonly ports: readonly number[];
  readonly pids: readonly number[];
  /** Most read first: the n-th is read 1/n times as often as the first. */
  readonly products: readonly Product[];
  readonly seconds: number;
  readonly connections: number;
  readonly readsPerSecond: number;
  readonly ordersPerSecond: number;
  /** Of a hundred reads so many are lists. */
  readonly lists: number;
};

export type TrafficResult = {
  readonly reads: number;
  readonly perSecond: number;
  /** Processor time of servers and databases for each read, the orders' share included. */
  readonly cpuMsEach: number;
  readonly perCoreSecond: number;
  readonly hitRate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly orders: number;
  /** Reads that began after an order was acknowledged and showed a piece more than it left. */
  readonly stale: number;
};

const LIST = request("/api/catalog/products");

/** Sends reads and orders to servers, and compares each answer with the orders acknowledged before it was requested. */
export async function send(traffic: Traffic): Promise<TrafficResult> {
  const { ports, pids, products, connections, seconds, readsPerSecond } = traffic;
  const wires = await Promise.all(
    Array.from({ length: connections }, (_, place) => HttpConnection.open(ports[place % ports.length] ?? 0)),
  );
  const asks = products.map(({ slug }) => request(`/api/catalog/products/${slug}`));
  const pick = zipf(products.length);
  const acknowledged = new Map<string, number>();
  const latenciesMs: number[] = [];
  const counts = { hits: 0, stale: 0 };
  const judge = ({ id, left }: Figure, known: ReadonlyMap<string, number>) => {
    if (left > (known.get(id) ?? Number.POSITIVE_INFINITY)) counts.stale += 1;
  };

  const cpuBefore = cpuMs(pids);
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  let slots = 0;
  const buying = buy(traffic, pick, acknowledged, until);
  await Promise.all(
    wires.map(async (wire) => {
      for (;;) {
        slots += 1;
        // Latencies count from when a read was due, so that they show a server that falls behind.
        const from = startedAt + (slots * 1_000) / readsPerSecond;
        if (from >= until) return;
        if (from > performance.now()) await sleep(from - performance.now());
        const place = pick();
        const id = products[place]?.id ?? "";
        const asList = Math.random() * 100 < traffic.lists;
        // Orders that are acknowledged from here on may be missing from the answer.
        const known = asList ? new Map(acknowledged) : only(acknowledged, id);
        const raw = await wire.ask(asList ? LIST : (asks[place] ?? LIST));
        latenciesMs.push(performance.now() - from);
        const { status, head, body } = answerOf(raw);
        if (status !== 200) throw new Error(raw.toString("latin1").slice(0, 400));
        if (head.includes("x-cache: hit")) counts.hits += 1;
        for (const figure of figuresIn(body, asList)) judge(figure, known);
      }
    }),
  );
  const ms = performance.now() - startedAt;
  const cpu = cpuMs(pids) - cpuBefore;
  const orders = await buying;
  for (const wire of wires) wire.close();
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => latenciesMs[Math.floor((latenciesMs.length - 1) * share)] ?? Number.NaN;
  return {
    reads: latenciesMs.length,
    perSecond: latenciesMs.length / (ms / 1_000),
    cpuMsEach: cpu / latenciesMs.length,
    perCoreSecond: latenciesMs.length / (cpu / 1_000),
    hitRate: counts.hits / latenciesMs.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    orders,
    stale: counts.stale,
  };
}

/** Places orders at a constant rate, however long the answers take. Resolves with how many were acknowledged. */
async function buy(
  { ports, products, ordersPerSecond }: Traffic,
  pick: () => number,
  acknowledged: Map<string, number>,
  until: number,
): Promise<number> {
  const orders: Promise<boolean>[] = [];
  const startedAt = performance.now();
  for (let nth = 0; performance.now() < until; nth += 1) {
    const { id, sku } = products[pick()] ?? { id: "", sku: "" };
    orders.push(
      order(ports[nth % ports.length] ?? 0, sku).then((left) => {
        if (left === null) return false;
        // The product's other SKU is never sold.
        const all = left + PIECES_PER_SKU;
        acknowledged.set(id, Math.min(all, acknowledged.get(id) ?? all));
        return true;
      }),
    );
    await sleep(Math.max(0, startedAt + ((nth + 1) * 1_000) / ordersPerSecond - performance.now()));
  }
  return (await Promise.all(orders)).filter(Boolean).length;
}

async function order(port: number, sku: string): Promise<number | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/order/${sku}`, { method: "POST" });
  const { left } = (await answer.json()) as { left?: number };
  return left ?? null;
}

type Figure = { readonly id: string; readonly left: number };

function figuresIn(body: Buffer, asList: boolean): Figure[] {
  if (asList) {
    const { items } = JSON.parse(body.toString()) as { items: { id: string; availableStock: number }[] };
    return items.map(({ id, availableStock }) => ({ id, left: availableStock }));
  }
  const [, id = "", left] = /^\{"id":"(\w+)".*?"availableStock":(\d+)/.exec(body.toString("latin1")) ?? [];
  return [{ id, left: Number(left) }];
}

function only(all: ReadonlyMap<string, number>, id: string): ReadonlyMap<string, number> {
  const left = all.get(id);
  return left === undefined ? new Map() : new Map([[id, left]]);
}

/** Draws places, the n-th 1/n times as often as the first. */
function zipf(many: number): () => number {
  const sums: number[] = [];
  let sum = 0;
  for (let place = 1; place <= many; place += 1) {
    sum += 1 / place;
    sums.push(sum);
  }
  return () => {
    const drawn = Math.random() * sum;
    let [low, high] = [0, many - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
