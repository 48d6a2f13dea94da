import { randomUUID } from "node:crypto";
import type { ProductStock } from "@scarlet/domain/inventory";
import { isDomainError, type Log, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { type CacheControl, CacheSickError, type View } from "./control.ts";
import type { Fenced, Publication, Released, StockScripts } from "./scripts.ts";
import { encodeStock, keepMs } from "./stock-value.ts";

/** What a commit left: its result, and each product's stock as the committing transaction itself saw and wrote it. */
export type Committed<T> = { readonly result: T; readonly stocks: readonly ProductStock[] };

/** What a transaction may count on: which products are fenced, and until when it must have begun. */
export type Fencing = {
  /** By the database's own clock; null: no cache, no deadline. */
  readonly deadline: Date | null;
  covers(productId: string): boolean;
};

/**
 * The door every stock write goes through. `commit` must refuse to begin its transaction at or after the deadline, in
 * its first write (`DeadlinePassedError`), and to write products that are not covered (`MoreProductsError`).
 */
export interface WriteFence {
  /** Whether anybody waits for the stock that a commit leaves. */
  readonly publishes: boolean;
  around<T>(productIds: Iterable<string>, commit: (fencing: Fencing) => Promise<Committed<T>>): Promise<T>;
}

/** The transaction's first write came too late for its fence. Nothing was written. */
export class DeadlinePassedError extends Error {
  override readonly name = "DeadlinePassedError";
}

/** The transaction met products that were not fenced. Nothing was written; begin again with these as well. */
export class MoreProductsError extends Error {
  override readonly name = "MoreProductsError";
  readonly productIds: readonly string[];

  constructor(productIds: readonly string[]) {
    super("the transaction concerns more products than were announced");
    this.productIds = productIds;
  }
}

export type FenceEvents = {
  /** These products are fenced under this name; it took so long. */
  readonly fenced?: (op: string, productIds: readonly string[], waitMs: number) => void;
  /** The write under this name has ended, whatever became of it. */
  readonly ended?: (op: string) => void;
  readonly released?: (outcome: Released | "failed", lagMs: number) => void;
  /** This process cannot reach Redis although others can: it refused a write. */
  readonly sick?: () => void;
};

export type FenceParts = {
  readonly scripts: StockScripts;
  readonly control: CacheControl;
  readonly log: Log;
  readonly events?: FenceEvents;
  readonly random?: () => number;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
};

/**
 * A process that alone does not reach Redis tries for so long before it refuses a write: its connection may only just
 * come up, or it is itself the one that is late.
 */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 100;
const ATTEMPTS = 8;
const ASKED_AT_MOST = 3;

/** Fences products before a commit and publishes their stock after it. Raises `service.unavailable` and what `commit` raises. */
export function createWriteFence(parts: FenceParts): WriteFence {
  return {
    publishes: true,
    async around(productIds, commit) {
      let ids = [...new Set(productIds)];
      let reason: unknown = "no fence could be set";
      const begunMs = nowOf(parts);
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const open = await openFence(parts, ids);
        if (open === "again") continue;
        if (open === "sick") {
          await waitForHealth(parts, begunMs);
          // It takes no attempt: nothing was tried.
          attempt -= 1;
          continue;
        }
        try {
          const committed = await commit({ deadline: open.deadline, covers: (id) => ids.includes(id) });
          await publish(parts, open, ids, committed.stocks);
          return committed.result;
        } catch (error) {
          // Of an outcome that is not known nothing may be said: the fence stays until it ends by itself.
          reason = error;
          if (isSurelyUndone(error)) await publish(parts, open, ids, []);
          if (error instanceof MoreProductsError) ids = [...new Set([...ids, ...error.productIds])];
          else if (!(error instanceof DeadlinePassedError)) throw error;
        } finally {
          if (open.op !== null) parts.events?.ended?.(open.op);
        }
      }
      parts.log.warn({ err: reason, attempts: ATTEMPTS }, "a stock write found no way through its fence");
      throw temporarilyUnavailable(1);
    },
  };
}

type OpenFence = { readonly deadline: Date; readonly view: View; readonly op: string | null };

/** again: what was known is out of date. sick: only this process does not reach Redis. */
async function openFence(parts: FenceParts, ids: readonly string[]): Promise<OpenFence | "again" | "sick"> {
  const { control } = parts;
  const view = control.view() ?? (await control.renew());
  const unfenced: OpenFence = { deadline: new Date(view.nowMs + control.times.beginMs), view, op: null };
  if (control.mayWriteUnfenced(view)) return unfenced;
  if (view.mode === "off") {
    // Whoever only learned of "off" waits as long as whoever declared it.
    await control.waitWhileOff();
    return "again";
  }
  const op = randomUUID();
  const fenced = await fenceAll(parts, view, ids, op);
  if (!fenced.ok) {
    parts.log.warn({ err: fenced.cause }, "a fence could not be set");
    parts.events?.ended?.(op);
    return switchedOff(parts);
  }
  const strange = fenced.answers.find((answer) => answer.kind === "no_guard");
  if (strange === undefined) return { ...unfenced, op };
  parts.events?.ended?.(op);
  // An emptied cache cannot be filled, so nothing can be stale; a guard of another epoch means that our view is old.
  // What was fenced beside it ends by itself.
  if (strange.guard === "") control.guardMissing(view.epoch);
  if (strange.guard === "" && control.view() !== null) return unfenced;
  await control.renew();
  return "again";
}

async function fenceAll(
  { control, scripts, events }: FenceParts,
  view: View,
  ids: readonly string[],
  op: string,
): Promise<Answered<readonly Fenced[]>> {
  const { beginMs, transactionMs, marginMs } = control.times;
  const begun = performance.now();
  const answers = await insist(() => scripts.fence(view.epoch, ids, op, beginMs + transactionMs + marginMs));
  events?.fenced?.(op, ids, performance.now() - begun);
  return answers;
}

type Answered<T> =
  | { readonly ok: true; readonly answers: T }
  | { readonly ok: false; readonly cause: unknown };

/** A busy process may take its own delay for Redis's, so it asks more than once before it believes in an outage. */
async function insist<T>(ask: () => Promise<T>): Promise<Answered<T>> {
  let cause: unknown;
  for (let round = 0; round < ASKED_AT_MOST; round += 1) {
    try {
      return { ok: true, answers: await ask() };
    } catch (error) {
      cause = error;
    }
  }
  return { ok: false, cause };
}

async function switchedOff({ control }: FenceParts): Promise<"again" | "sick"> {
  try {
    await control.switchOff("a fence could not be set");
    return "again";
  } catch (error) {
    if (!(error instanceof CacheSickError)) throw error;
    return "sick";
  }
}

/** Raises `service.unavailable` when a write that began then has waited long enough. */
async function waitForHealth(parts: FenceParts, begunMs: number): Promise<void> {
  if (nowOf(parts) - begunMs >= PATIENCE_MS) {
    parts.events?.sick?.();
    throw temporarilyUnavailable(2);
  }
  const sleep = parts.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  await sleep(PAUSE_MS);
}

function nowOf({ monotonicMs = () => performance.now() }: FenceParts): number {
  return monotonicMs();
}

async function publish(
  parts: FenceParts,
  open: OpenFence,
  ids: readonly string[],
  stocks: readonly ProductStock[],
): Promise<void> {
  const { control, scripts, log } = parts;
  if (open.op === null) return;
  const begun = performance.now();
  const now = control.nowMs(open.view);
  const byId = new Map(stocks.map((stock) => [stock.productId, stock]));
  const publications = ids.map((id) => publicationOf(id, byId.get(id), now, parts.random ?? Math.random));
  try {
    const outcomes = await scripts.release(open.view.epoch, open.op, publications);
    for (const outcome of outcomes) parts.events?.released?.(outcome, performance.now() - begun);
  } catch (error) {
    // The commit stands and the fence keeps the cache empty until it ends: slower for a while, never wrong.
    parts.events?.released?.("failed", performance.now() - begun);
    log.warn({ err: error, products: ids.length }, "fences could not be released");
  }
}

function publicationOf(
  productId: string,
  stock: ProductStock | undefined,
  nowMs: number,
  random: () => number,
): Publication {
  if (stock === undefined) return { productId, version: -1, value: null, ttlMs: 0 };
  return {
    productId,
    version: stock.version,
    value: encodeStock(stock),
    ttlMs: keepMs(stock, nowMs, random),
  };
}

function isSurelyUndone(error: unknown): boolean {
  return error instanceof DeadlinePassedError || error instanceof MoreProductsError || isDomainError(error);
}
