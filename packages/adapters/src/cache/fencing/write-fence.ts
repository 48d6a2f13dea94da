import { randomUUID } from "node:crypto";
import type { Movement, ProductStock } from "@scarlet/domain/inventory";
import { isNothingDone, type Log, temporarilyUnavailable } from "@scarlet/domain/kernel";
import {
  type Committed,
  DeadlinePassedError,
  type Fence,
  type FenceMark,
  type Fencing,
  type WriteFence,
} from "../../inventory/index.ts";
import { type CacheControl, CacheSickError, type ControlReading } from "../control/cache-control.ts";
import { publicationOf } from "../protocol/publication.ts";
import type { ReleaseResult, StockScripts } from "../protocol/stock-cache.port.ts";

/** No fence could be set. Raised inside the transaction, which is left by it: nothing was written. */
class FenceRefusedError extends Error {
  override readonly name = "FenceRefusedError";
  /** silent: Redis did not answer, refused, or is not the one of the reading. old reading: the epoch has changed. */
  readonly why: "silent" | "old reading";

  constructor(why: "silent" | "old reading", cause?: unknown) {
    super(`a fence could not be set: ${why}`, { cause });
    this.why = why;
  }
}

export type FenceEvents = {
  /** These products are fenced under this name; it took so long. */
  readonly fenced?: (op: string, productIds: readonly string[], waitMs: number) => void;
  /** The write under this name has ended, whatever became of it. */
  readonly ended?: (op: string) => void;
  readonly released?: (outcome: ReleaseResult | "failed", lagMs: number) => void;
  /**
   * This stock was committed, by these movements. `unknown`: products that were written too, or perhaps, and whose stock is
   * not known here. Must not raise.
   */
  readonly committed?: (
    stocks: readonly ProductStock[],
    unknown: readonly string[],
    movements: readonly Movement[],
  ) => void;
  /** Redis took no fence, asked several times. */
  readonly failed?: () => void;
  /** This process cannot set fences although others can: it refused a write. */
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
const HEALTH_WAIT_MS = 2_000;
const RETRY_DELAY_MS = 100;
const MAX_ATTEMPTS = 8;
const MAX_FENCE_TRIES = 3;

const MARK = {} as FenceMark;

/**
 * Lets a transaction begin, fences what it writes before it commits, and publishes the stock that it left. Nobody waits
 * for the publishing: until it is done the fence keeps the cache empty. Raises `service.unavailable` and what `commit`
 * raises.
 */
export function createWriteFence(parts: FenceParts): WriteFence {
  const publishing = new Set<Promise<void>>();
  const publishLater = (write: Write, stocks: readonly ProductStock[]): void => {
    const done = publish(parts, write, stocks).finally(() => publishing.delete(done));
    publishing.add(done);
  };
  /** One attempt. Raises what `commit` raises. */
  const tryOnce = async <T>(
    write: Write,
    commit: (fencing: Fencing) => Promise<Committed<T>>,
  ): Promise<T> => {
    try {
      const { result, written } = await commit({
        deadline: write.deadline,
        commitBy: write.commitBy,
        fence: (productIds) => fenceFor(parts, write, productIds),
      });
      const stocks = written?.stocks ?? [];
      publishLater(write, stocks);
      if (written !== null) tellCommitted(parts, write, stocks, written.movements);
      return result;
    } catch (error) {
      // Of an outcome that is not known nothing may be said: the fence stays until it ends by itself.
      if (isSurelyUndone(error)) publishLater(write, []);
      else tellCommitted(parts, write, []);
      throw error;
    } finally {
      parts.events?.ended?.(write.op);
    }
  };
  return {
    publishes: true,
    async settled() {
      await Promise.all(publishing);
    },
    async around(commit, hasTime = () => true) {
      const begunMs = nowOf(parts);
      let reason: unknown = "nobody may write without a fence yet";
      for (let attempt = 0; attempt < MAX_ATTEMPTS && (attempt === 0 || hasTime()); attempt += 1) {
        const write = await beginWrite(parts, begunMs);
        if (write === null) continue;
        try {
          return await tryOnce(write, commit);
        } catch (error) {
          reason = error;
          if (error instanceof DeadlinePassedError) continue;
          if (!(error instanceof FenceRefusedError)) throw error;
          // Waiting for one's own health takes no attempt: others write meanwhile.
          if ((await handleRefusal(parts, write, error)) === "sick") attempt -= 1;
        }
      }
      parts.log.warn({ err: reason }, "a stock write found no way through its fence");
      throw temporarilyUnavailable(1);
    },
  };
}

/** A write on its way, from what was known of the cache when it began. */
type Write = {
  readonly op: string;
  /** When it was asked for, in whatever attempt this is. */
  readonly begunMs: number;
  readonly reading: ControlReading;
  readonly deadline: Date;
  readonly commitBy: Date;
  /** Nobody reads the cache, surely. */
  readonly needsNone: boolean;
  /** What it has fenced, in any attempt of its transaction. */
  readonly fenced: Set<string>;
  /** What it writes, whether that needs a fence or not. */
  readonly touched: Set<string>;
};

/** Null: what was known is out of date. */
async function beginWrite({ control }: FenceParts, begunMs: number): Promise<Write | null> {
  const reading = control.reading() ?? (await control.renew());
  const { beginMs, transactionMs } = control.times;
  const deadline = new Date(reading.nowMs + beginMs);
  const commitBy = new Date(reading.nowMs + beginMs + transactionMs);
  const needsNone = control.mayWriteUnfenced(reading);
  if (needsNone || reading.mode !== "off")
    return {
      op: randomUUID(),
      begunMs,
      reading,
      deadline,
      commitBy,
      needsNone,
      fenced: new Set(),
      touched: new Set(),
    };
  // A process that read "off" waits as long as the one that wrote it.
  await control.waitWhileOff();
  return null;
}

function fenceFor(parts: FenceParts, write: Write, productIds: Iterable<string>): Fence {
  const set = setFence(parts, write, [...new Set(productIds)]);
  // The transaction may fail of itself before it waits for its fence.
  set.catch(() => undefined);
  return { set };
}

/** Raises `FenceRefusedError`. */
async function setFence(parts: FenceParts, write: Write, ids: readonly string[]): Promise<FenceMark> {
  for (const id of ids) write.touched.add(id);
  if (write.needsNone || ids.length === 0) return MARK;
  const { control, scripts, events } = parts;
  const { beginMs, transactionMs, marginMs } = control.times;
  const begun = performance.now();
  for (const id of ids) write.fenced.add(id);
  const lastsMs = beginMs + transactionMs + marginMs;
  const answers = await retryFence(() => scripts.fence(write.reading, ids, write.op, lastsMs));
  events?.fenced?.(write.op, ids, performance.now() - begun);
  const strange = answers.find((answer) => answer.kind === "no_guard");
  if (strange === undefined) return MARK;
  // An emptied cache cannot be filled, so nothing can be stale; a guard of another epoch means that our reading is old.
  // The fences that were set beside it expire.
  write.fenced.clear();
  if (strange.guard === "") control.reportGuardMissing(write.reading.epoch);
  if (strange.guard === "" && control.reading() !== null) return MARK;
  throw new FenceRefusedError("old reading");
}

/** In a busy process the delay may be its own and not that of Redis: it tries again before the fence counts as failed. */
async function retryFence<T>(ask: () => Promise<T>): Promise<T> {
  let cause: unknown;
  for (let round = 0; round < MAX_FENCE_TRIES; round += 1) {
    try {
      return await ask();
    } catch (error) {
      cause = error;
    }
  }
  throw new FenceRefusedError("silent", cause);
}

/** After a refused fence: takes the cache out of use, or looks again. sick: only this process can set none. */
async function handleRefusal(
  parts: FenceParts,
  write: Write,
  refused: FenceRefusedError,
): Promise<"again" | "sick"> {
  const { control, log } = parts;
  const seen = await control.renew();
  // A reading of an ended epoch may name another Redis than the present one.
  if (refused.why === "old reading" || seen.epoch !== write.reading.epoch) return "again";
  log.warn({ err: refused.cause }, "a fence could not be set");
  parts.events?.failed?.();
  try {
    await control.switchOff("a fence could not be set");
    return "again";
  } catch (error) {
    if (!(error instanceof CacheSickError)) throw error;
    await waitForHealth(parts, write.begunMs);
    return "sick";
  }
}

/** Raises `service.unavailable` when a write that began then has waited long enough. */
async function waitForHealth(parts: FenceParts, begunMs: number): Promise<void> {
  if (nowOf(parts) - begunMs >= HEALTH_WAIT_MS) {
    parts.events?.sick?.();
    throw temporarilyUnavailable(2);
  }
  const sleep = parts.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  await sleep(RETRY_DELAY_MS);
}

function nowOf({ monotonicMs = () => performance.now() }: FenceParts): number {
  return monotonicMs();
}

/** Publishes the committed stock; where the outcome is unknown, that these products must be read again. */
function tellCommitted(
  { events }: FenceParts,
  { touched }: Write,
  stocks: readonly ProductStock[],
  movements: readonly Movement[] = [],
): void {
  const known = new Set(stocks.map(({ productId }) => productId));
  const unknown = [...touched].filter((id) => !known.has(id));
  if (stocks.length + unknown.length > 0) events?.committed?.(stocks, unknown, movements);
}

/** Ends the write's fences; never raises. */
async function publish(parts: FenceParts, write: Write, stocks: readonly ProductStock[]): Promise<void> {
  const { control, scripts, log } = parts;
  if (write.fenced.size === 0) return;
  const begun = performance.now();
  const now = control.nowMs(write.reading);
  const byId = new Map(stocks.map((stock) => [stock.productId, stock]));
  const random = parts.random ?? Math.random;
  const publications = [...write.fenced].map((id) => publicationOf(id, byId.get(id), now, random));
  try {
    const outcomes = await scripts.release(write.reading, write.op, publications);
    for (const outcome of outcomes) parts.events?.released?.(outcome, performance.now() - begun);
  } catch (error) {
    // The commit stands and the fence keeps the cache empty until it ends: slower for a while, never wrong.
    parts.events?.released?.("failed", performance.now() - begun);
    log.warn({ err: error, products: publications.length }, "fences could not be released");
  }
}

function isSurelyUndone(error: unknown): boolean {
  return error instanceof DeadlinePassedError || error instanceof FenceRefusedError || isNothingDone(error);
}
