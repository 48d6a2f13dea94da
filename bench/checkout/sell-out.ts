import { randomUUID } from "node:crypto";
import { type Api, leave, startApi } from "../../apps/api/test/processes/api-process.ts";
import type { Stores } from "../../apps/api/test/processes/database-and-redis.ts";
import { findStockFaults } from "../../apps/api/test/processes/stock-checks.ts";
import { pin } from "../load/cores.ts";
import { signInBuyers } from "./sign-in-buyers.ts";
import { UNLIMITED_HOLDS } from "./unlimited-holds.ts";

export type SellOut = {
  readonly buyers: number;
  readonly atOnce: number;
  readonly units: number;
  /** How many API processes share the requests. */
  readonly processes: 1 | 2;
};

/** Lets more buyers order than there are pieces. Throws when a piece was sold twice or left over. Returns the result. */
export async function sellOut(
  { stores, first }: { readonly stores: Stores; readonly first: Api },
  sku: string,
  { buyers, atOnce, units, processes }: SellOut,
): Promise<string> {
  const second = processes === 2 ? await startApi(stores, UNLIMITED_HOLDS) : undefined;
  if (second) pin([second.pid], 0);
  try {
    const tokens = await signInBuyers(stores.db, atOnce);
    await leave(first.call, sku, units);
    const answers = new Map<string, number>();
    const latenciesMs: number[] = [];
    let next = 0;
    const buy = async (token: string) => {
      while (next < buyers) {
        const { call } = (next++ % 2 === 1 ? second : undefined) ?? first;
        const from = performance.now();
        const body = { items: [{ sku, quantity: 1 }] };
        const { status, body: told } = await call("POST", "/api/orders", { token, key: randomUUID(), body });
        latenciesMs.push(performance.now() - from);
        const what = status === 201 ? "order" : `${status} ${String(told.code)}`;
        answers.set(what, (answers.get(what) ?? 0) + 1);
      }
    };
    const startedAt = performance.now();
    await Promise.all(tokens.map(buy));
    const seconds = (performance.now() - startedAt) / 1_000;
    latenciesMs.sort((a, b) => a - b);
    const p99Ms = latenciesMs[Math.floor(latenciesMs.length * 0.99)] ?? Number.NaN;
    const faults = await findStockFaults(stores.db);
    const told = [...answers].map(([what, count]) => `${count} × ${what}`).join(", ");
    const sentence = `${buyers} buyers, ${atOnce} at a time, ${units} pieces, ${processes} API ${processes === 1 ? "process" : "processes"}: ${told}; ${seconds.toFixed(1)} s, p99 ${p99Ms.toFixed(0)} ms; books: ${faults.join("; ") || "agree"}`;
    const right =
      answers.get("order") === units &&
      answers.get("409 inventory.insufficient_stock") === buyers - units &&
      faults.length === 0;
    if (!right) throw new Error(sentence);
    return sentence;
  } finally {
    await second?.stop();
  }
}
