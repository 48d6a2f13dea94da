import { randomUUID } from "node:crypto";
import type { ProductStock } from "@scarlet/domain/inventory";
import type { AcquireResult } from "../protocol/stock-cache.port.ts";
import { encodeStock, ttlMsOf } from "../protocol/stock-value.ts";
import type { FillRefusal, Next, Read } from "./stock-read.ts";

type Flights = {
  /**
   * No caller joins after this. A commit may follow what Redis accepts before its answer is here, so only callers that
   * asked before the fill was sent may use its result.
   */
  readonly close: (id: string) => void;
  readonly land: (id: string, stock: ProductStock | null) => void;
};

const LEASE_MS = 3_000;

/** Leads the fill of these products. Returns above 0 when another process fills one of them. */
export async function leadFills(read: Read, ids: readonly string[], next: Next): Promise<number> {
  const { flights } = read;
  const landings = new Map(ids.map((id) => [id, Promise.withResolvers<ProductStock | null>()]));
  for (const [id, { promise }] of landings) flights.set(id, promise);
  const close = (id: string): void => {
    if (flights.get(id) === landings.get(id)?.promise) flights.delete(id);
  };
  try {
    return await fillAll(read, ids, next, { close, land: (id, stock) => landings.get(id)?.resolve(stock) });
  } finally {
    for (const [id, { resolve }] of landings) {
      close(id);
      resolve(null);
    }
  }
}

async function fillAll(read: Read, ids: readonly string[], next: Next, mine: Flights): Promise<number> {
  const token = randomUUID();
  const asked = await Promise.all(ids.map((id) => acquire(read, id, token)));
  const leased: string[] = [];
  let waitMs = 0;
  for (const [place, id] of ids.entries()) {
    const got = asked[place] ?? { kind: "no_answer" as const };
    if (got.kind === "lease") leased.push(id);
    else if (got.kind === "wait") {
      waitMs = Math.max(waitMs, got.endsInMs);
      read.tally("waited", 1);
      next.again.push(id);
    } else if (got.kind === "hit") takeHit(read, id, got.value, next);
    else next.bypass.push(id);
    if (got.kind === "fenced") read.tally("fenced", 1);
    if (got.kind === "no_guard") read.parts.control.reportGuardMissing(read.reading.epoch);
  }
  if (leased.length > 0) await fillLeased(read, leased, token, mine);
  return waitMs;
}

/** What was found is for this read alone: others may have asked after a commit that took it away again. */
function takeHit(read: Read, id: string, value: string, next: Next): void {
  const stock = read.decoder.decode(id, value, read.parts.control.nowMs(read.reading));
  if (stock === null) {
    next.bypass.push(id);
    return;
  }
  read.answer.set(id, stock);
  read.tally("hit", 1);
}

/** From a Redis that does not answer nothing can be learned: the database is asked. */
async function acquire(
  { parts, reading, failed }: Read,
  productId: string,
  token: string,
): Promise<AcquireResult | { readonly kind: "no_answer" }> {
  try {
    const leaseMs = parts.leaseMs ?? LEASE_MS;
    return await parts.scripts.acquire({
      space: reading,
      productId,
      token,
      leaseMs,
      nowMs: parts.control.nowMs(reading),
    });
  } catch (error) {
    failed(error);
    return { kind: "no_answer" };
  }
}

/** The leader may use what it read whatever becomes of the fill: its read began after its own request. */
async function fillLeased(
  read: Read,
  leased: readonly string[],
  token: string,
  { close, land }: Flights,
): Promise<void> {
  const { parts, answer } = read;
  const stocks = await (parts.fillSource ?? parts.source).readStock(leased);
  await Promise.all(
    leased.map(async (id) => {
      const stock = stocks.get(id);
      if (stock === undefined) return;
      answer.set(id, stock);
      close(id);
      const filled = await fill(read, stock, token);
      read.tally(filled === "set" ? "fill" : "refused_fill", 1);
      if (filled !== "set") parts.onRefusedFill?.(filled);
      land(id, filled === "set" ? stock : null);
    }),
  );
}

async function fill(
  { parts, reading, failed }: Read,
  stock: ProductStock,
  token: string,
): Promise<"set" | FillRefusal> {
  const ttlMs = ttlMsOf(stock, parts.control.nowMs(reading), parts.random ?? Math.random);
  if (ttlMs <= 0) return "hold_ended";
  try {
    const value = encodeStock(stock);
    return await parts.scripts.put({ space: reading, productId: stock.productId, token, value, ttlMs });
  } catch (error) {
    // Whether it was filled is unknown, so no caller may join; the value itself is fresh if it was.
    failed(error);
    return "no_answer";
  }
}
