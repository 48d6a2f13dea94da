import { randomUUID } from "node:crypto";
import { type Api, leave, startApi } from "../../apps/api/test/processes/api.ts";
import { checkBooks } from "../../apps/api/test/processes/check-books.ts";
import type { Stores } from "../../apps/api/test/processes/stores.ts";
import { signInBuyers } from "./buyers.ts";
import type { Cores } from "./cores.ts";

const AT_ONCE = 256;
const UNITS = 100;

/** Many buyers, 256 at a time, through two API processes, for 100 pieces. Raises when one was sold twice or left over. */
export async function rush(
  { stores, first, cores }: { readonly stores: Stores; readonly first: Api; readonly cores: Cores },
  sku: string,
  buyers: number,
): Promise<string> {
  const second = await cores.forShop(() => startApi(stores));
  try {
    const tokens = await signInBuyers(stores.db, AT_ONCE);
    await leave(first.call, sku, UNITS);
    const answers = new Map<string, number>();
    const took: number[] = [];
    let next = 0;
    const buy = async (token: string) => {
      while (next < buyers) {
        const { call } = [first, second][next++ % 2] ?? first;
        const from = performance.now();
        const body = { items: [{ sku, quantity: 1 }] };
        const { status, body: told } = await call("POST", "/api/orders", { token, key: randomUUID(), body });
        took.push(performance.now() - from);
        const what = status === 201 ? "order" : `${status} ${String(told.code)}`;
        answers.set(what, (answers.get(what) ?? 0) + 1);
      }
    };
    const begun = performance.now();
    await Promise.all(tokens.map(buy));
    const seconds = (performance.now() - begun) / 1_000;
    took.sort((a, b) => a - b);
    const p99Ms = took[Math.floor(took.length * 0.99)] ?? Number.NaN;
    const faults = await checkBooks(stores.db);
    const told = [...answers].map(([what, count]) => `${count} × ${what}`).join(", ");
    const sentence = `${buyers} buyers, ${AT_ONCE} at a time, ${UNITS} pieces, 2 API processes: ${told}; ${seconds.toFixed(1)} s, p99 ${p99Ms.toFixed(0)} ms; books: ${faults.join("; ") || "agree"}`;
    const right =
      answers.get("order") === UNITS &&
      answers.get("409 inventory.insufficient_stock") === buyers - UNITS &&
      faults.length === 0;
    if (!right) throw new Error(sentence);
    return sentence;
  } finally {
    await second.stop();
  }
}
