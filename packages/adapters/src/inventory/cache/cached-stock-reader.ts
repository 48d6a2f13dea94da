import { randomUUID } from "node:crypto";
import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import type { CacheControl, View } from "./control.ts";
import { createNextFlight } from "./next-flight.ts";
import type { Acquired, StockScripts } from "./scripts.ts";
import { decodeStock, encodeStock, keepMs } from "./stock-value.ts";

/** What became of one product's read: see `docs/cache.md`. */
export type StockReadEvent = "hit" | "fill" | "joined" | "waited" | "refused_fill" | "bypass";

export type CachedReaderParts = {
  readonly source: StockReader;
  readonly scripts: StockScripts;
  readonly control: CacheControl;
  readonly leaseMs?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
  readonly onRead?: (event: StockReadEvent, count: number) => void;
};

/** A fill under way. `value` null: nothing that others may use came of it. */
type Flight = Promise<ProductStock | null>;

const LEASE_MS = 3_000;
const WAITS = 8;

/**
 * Stock from the cache where it is surely fresh, else from the database. An answer is never older than what had been
 * committed when it was asked for: a value exists only while no write is pending, a fill counts only when it was
 * accepted, and when Redis or the control document cannot be asked the database is.
 */
export function createCachedStockReader(parts: CachedReaderParts): StockReader {
  const { source, control } = parts;
  const flights = new Map<string, Flight>();
  const fromDatabase = createNextFlight((ids) => source.readStock(ids));

  async function bypass(ids: readonly string[], answer: Map<string, ProductStock>): Promise<void> {
    if (ids.length === 0) return;
    parts.onRead?.("bypass", ids.length);
    for (const [id, stock] of await fromDatabase(ids)) answer.set(id, stock);
  }

  return {
    async readStock(productIds) {
      const ids = [...new Set(productIds)];
      const answer = new Map<string, ProductStock>();
      const view = control.readable();
      if (view === null) {
        await bypass(ids, answer);
        return answer;
      }
      const read: Read = { parts, view, flights, answer };
      let open = await takeHits(read, ids);
      for (let round = 0; round <= WAITS && open.length > 0; round += 1) {
        const next = await takeOrFill(read, open, round);
        await bypass(next.bypass, answer);
        open = next.again;
      }
      await bypass(open, answer);
      return answer;
    },
  };
}

type Read = {
  readonly parts: CachedReaderParts;
  readonly view: View;
  readonly flights: Map<string, Flight>;
  readonly answer: Map<string, ProductStock>;
};

/** The plain path: one round trip. Returns what was not there; a failure means that nothing was. */
async function takeHits({ parts, view, answer }: Read, ids: readonly string[]): Promise<readonly string[]> {
  try {
    const values = await parts.scripts.read(view.epoch, ids);
    const nowMs = parts.control.nowMs(view);
    for (const [place, id] of ids.entries()) {
      const text = values[place];
      const stock = text == null ? null : decodeStock(id, text, nowMs);
      if (stock) answer.set(id, stock);
    }
  } catch {
    // Redis did not answer: the next step asks it once more and then leaves it.
  }
  if (answer.size > 0) parts.onRead?.("hit", answer.size);
  return ids.filter((id) => !answer.has(id));
}

type Next = { readonly bypass: string[]; readonly again: string[] };

/** Joins fills of this process that are under way, and asks for the right to fill the rest. */
async function takeOrFill(read: Read, open: readonly string[], round: number): Promise<Next> {
  const { parts, flights, answer } = read;
  const joined = open.flatMap((id) => {
    const flight = flights.get(id);
    return flight ? [{ id, flight }] : [];
  });
  const mine = open.filter((id) => !flights.has(id));
  const next: Next = { bypass: [], again: [] };
  const [, waitMs] = await Promise.all([
    Promise.all(joined.map(async ({ id, flight }) => take(read, id, await flight, next))),
    mine.length === 0 ? 0 : lead(read, mine, next),
  ]);
  if (waitMs > 0) {
    const sleep = parts.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
    await sleep(2 + 2 * round + 4 * (parts.random ?? Math.random)());
  }
  const stillOpen = next.again.filter((id) => !answer.has(id));
  return { bypass: next.bypass, again: waitMs > 0 ? [...(await takeHits(read, stillOpen))] : stillOpen };
}

function take({ parts, view, answer }: Read, id: string, stock: ProductStock | null, next: Next): void {
  const ended = stock?.freeAt != null && stock.freeAt.getTime() <= parts.control.nowMs(view);
  if (stock === null || ended) next.again.push(id);
  else {
    parts.onRead?.("joined", 1);
    answer.set(id, stock);
  }
}

/** Leads the fill of these products. Returns above 0 when another process fills one of them. */
async function lead(read: Read, ids: readonly string[], next: Next): Promise<number> {
  const { flights } = read;
  const landings = new Map(ids.map((id) => [id, Promise.withResolvers<ProductStock | null>()]));
  for (const [id, { promise }] of landings) flights.set(id, promise);
  try {
    return await fillAll(read, ids, next, (id, stock) => landings.get(id)?.resolve(stock));
  } finally {
    for (const [id, { promise, resolve }] of landings) {
      resolve(null);
      if (flights.get(id) === promise) flights.delete(id);
    }
  }
}

async function fillAll(
  read: Read,
  ids: readonly string[],
  next: Next,
  land: (id: string, stock: ProductStock | null) => void,
): Promise<number> {
  const token = randomUUID();
  const asked = await Promise.all(ids.map((id) => acquire(read, id, token)));
  const leased: string[] = [];
  let waitMs = 0;
  for (const [place, id] of ids.entries()) {
    const got = asked[place] ?? { kind: "no_answer" as const };
    if (got.kind === "lease") leased.push(id);
    else if (got.kind === "wait") {
      waitMs = Math.max(waitMs, got.endsInMs);
      next.again.push(id);
    } else if (got.kind === "hit") takeHit(read, id, got.value, { next, land });
    else next.bypass.push(id);
    if (got.kind === "no_guard") read.parts.control.guardMissing(read.view.epoch);
  }
  if (leased.length > 0) await fillLeased(read, leased, token, land);
  return waitMs;
}

function takeHit(
  read: Read,
  id: string,
  value: string,
  to: { readonly next: Next; readonly land: (id: string, stock: ProductStock) => void },
): void {
  const stock = decodeStock(id, value, read.parts.control.nowMs(read.view));
  if (stock === null) {
    to.next.bypass.push(id);
    return;
  }
  read.answer.set(id, stock);
  read.parts.onRead?.("hit", 1);
  to.land(id, stock);
}

/** From a Redis that does not answer nothing can be learned: the database is asked. */
async function acquire(
  { parts, view }: Read,
  productId: string,
  token: string,
): Promise<Acquired | { readonly kind: "no_answer" }> {
  try {
    const leaseMs = parts.leaseMs ?? LEASE_MS;
    return await parts.scripts.acquire({
      epoch: view.epoch,
      productId,
      token,
      leaseMs,
      nowMs: parts.control.nowMs(view),
    });
  } catch {
    return { kind: "no_answer" };
  }
}

/** The leader may use what it read whatever becomes of the fill: its read began after its own request. */
async function fillLeased(
  read: Read,
  leased: readonly string[],
  token: string,
  land: (id: string, stock: ProductStock | null) => void,
): Promise<void> {
  const { parts, answer } = read;
  const stocks = await parts.source.readStock(leased);
  await Promise.all(
    leased.map(async (id) => {
      const stock = stocks.get(id);
      if (stock === undefined) return;
      answer.set(id, stock);
      const accepted = await fill(read, stock, token);
      parts.onRead?.(accepted ? "fill" : "refused_fill", 1);
      land(id, accepted ? stock : null);
    }),
  );
}

async function fill({ parts, view }: Read, stock: ProductStock, token: string): Promise<boolean> {
  const ttlMs = keepMs(stock, parts.control.nowMs(view), parts.random ?? Math.random);
  if (ttlMs <= 0) return false;
  try {
    const value = encodeStock(stock);
    return await parts.scripts.put({ epoch: view.epoch, productId: stock.productId, token, value, ttlMs });
  } catch {
    // Whether it was filled is not known, so nobody may join; the value itself is fresh if it was.
    return false;
  }
}
