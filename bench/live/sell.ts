import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { cpuMs } from "../load/cpu-time.ts";

export type SalesOptions = {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly skus: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
  /** The process whose CPU time counts. */
  readonly pid: number;
};

export type Sales = {
  readonly sold: number;
  readonly failed: number;
  readonly p99Ms: number;
  readonly cpuMs: number;
  readonly seconds: number;
};

/** Orders one piece after another at a steady pace, however long each takes to be answered. */
export async function sell({ url, tokens, skus, perSecond, seconds, pid }: SalesOptions): Promise<Sales> {
  const latenciesMs: number[] = [];
  let failed = 0;
  const order = async (nth: number): Promise<void> => {
    const from = performance.now();
    const response = await fetch(`${url}/api/orders`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${tokens[nth % tokens.length]}`,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ items: [{ sku: skus[(nth * 31) % skus.length], quantity: 1 }] }),
    });
    await response.arrayBuffer();
    if (response.status === 201) latenciesMs.push(performance.now() - from);
    else failed += 1;
  };
  const cpuBefore = cpuMs([pid]);
  const startedAt = performance.now();
  const orders: Promise<void>[] = [];
  for (let nth = 0; nth < perSecond * seconds; nth += 1) {
    await sleep(Math.max(0, startedAt + (nth * 1_000) / perSecond - performance.now()));
    orders.push(order(nth));
  }
  await Promise.all(orders);
  // What was told last is to be heard, and its cost counts as well.
  await sleep(1_000);
  latenciesMs.sort((a, b) => a - b);
  return {
    sold: latenciesMs.length,
    failed,
    p99Ms: latenciesMs[Math.floor((latenciesMs.length - 1) * 0.99)] ?? Number.NaN,
    cpuMs: cpuMs([pid]) - cpuBefore,
    seconds: (performance.now() - startedAt) / 1_000,
  };
}
