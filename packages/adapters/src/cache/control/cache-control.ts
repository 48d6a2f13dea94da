import { type Log, temporarilyUnavailable } from "@scarlet/domain/kernel";

/** on: the cache answers. drain: writers fence, readers stay away, nothing is published. off: nobody uses it. */
export type CacheMode = "on" | "drain" | "off";

/** Who keeps the cache off by hand, and why. */
export type KeptOff = { readonly by: string; readonly why: string | null };

/** The one document that says whether the stock cache may be used. `runId` names the Redis it speaks of. */
export type ControlState = {
  readonly mode: CacheMode;
  readonly epoch: number;
  readonly runId: string;
  /** When this state was entered and what time it is, both by the database's clock, in milliseconds. */
  readonly sinceMs: number;
  readonly nowMs: number;
  /** Which shop's database it stands in; "" before it was named. */
  readonly shopId: string;
  /** What the database has lived through lately, oldest first: see lineage.ts. */
  readonly lineage: readonly string[];
  /** Somebody switched it off by hand: it stays off until it is let back. Null: nobody did. */
  readonly keptOff: KeptOff | null;
};

/** The control document in the database of record. */
export interface ControlStore {
  /** Linearizable; an absent document is made, in mode off. Raises when the database does not answer in time. */
  read(): Promise<ControlState>;
  /**
   * Majority committed. False when the document was not in this mode and epoch any more, or when it is kept off and
   * this would bring it back.
   */
  change(
    from: Pick<ControlState, "mode" | "epoch">,
    to: Pick<ControlState, "mode" | "epoch" | "runId">,
  ): Promise<boolean>;
  /** Switches off from whatever mode, and keeps it so until `letBack`. Majority committed. */
  keepOff(kept: KeptOff): Promise<void>;
  /** Nobody keeps it off any more: it comes back through a drain as after any other "off". Majority committed. */
  letBack(): Promise<void>;
}

/** What a process knows of its Redis. */
export interface RedisHealth {
  /** Which Redis is behind a connection that is usable now; null when there is none. */
  runId(): string | null;
  /** The Redis on which this process has lately done all that a fence takes; null when there is none. */
  writesAt(): string | null;
  /** Whether another process of the shop has lately done so on this Redis. */
  peersCanWrite(runId: string): Promise<boolean>;
}

/** All in milliseconds. The reasons for each figure are in docs/cache.md. */
export type ControlTimes = {
  /** How long a reading of the control document may be used, from when it was sent for. */
  readonly readingValidMs: number;
  /** How long after its reading a write may still begin its transaction. */
  readonly beginMs: number;
  /** How long a transaction that has begun may take until the database ends it. */
  readonly transactionMs: number;
  /** What the clocks of Redis and database may step by. */
  readonly marginMs: number;
  readonly refreshMs: number;
  /** How long Redis must have been well before it is used again. */
  readonly healthyMs: number;
  /** How long no process must have been able to set fences before the cache is switched off, also if nobody writes. */
  readonly lostMs: number;
};

export const CONTROL_TIMES: ControlTimes = {
  readingValidMs: 2_000,
  beginMs: 3_000,
  transactionMs: 90_000,
  marginMs: 5_000,
  refreshMs: 500,
  healthyMs: 5_000,
  lostMs: 5_000,
};

/** By how much the two clocks may differ in the life of one reading: a machine's clock is slewed by far less. */
const MAX_CLOCK_DIVERGENCE_MS = 1_000;

/** How long a drain lasts: until every reading of "off" has expired and every write begun before has ended. */
export function drainMs({ readingValidMs, beginMs, transactionMs }: ControlTimes): number {
  return readingValidMs + beginMs + transactionMs;
}

/** A reading of the control document. */
export type ControlReading = ControlState & {
  /** When it was sent for, by this process's monotonic clock. */
  readonly sentAtMs: number;
  /** The same by the clock on the wall. */
  readonly wallSentAtMs: number;
  /** When this process first knew of the present "off", by its monotonic clock; meaningless in other modes. */
  readonly offSinceMs: number;
};

export type ControlParts = {
  readonly store: ControlStore;
  readonly health: RedisHealth;
  readonly log: Log;
  readonly times?: Partial<ControlTimes>;
  /** How long a transaction may live by now, where `times` does not say it. */
  readonly transactionMs?: () => number;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
  /** The clock on the wall, in milliseconds: it also counts while a virtual machine is suspended. */
  readonly wallMs?: () => number;
  /** Which shop this process opened; a document of another one is not read by. Unset: any. */
  readonly shopId?: string;
  /** Told when the document is another shop's: this process has to end. */
  readonly onReplaced?: () => void;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Told when the mode changes, as this process sees it. */
  readonly onMode?: (state: ControlState) => void;
};

/** What a process may do with the cache now, and the changes of that. */
export interface CacheControl {
  readonly times: ControlTimes;
  /** The newest reading if it may still be used. */
  reading(): ControlReading | null;
  /** The newest reading if it is younger than this, in milliseconds: whoever would renew it need not. */
  youngerThan(ms: number): ControlReading | null;
  /** How old the newest reading is, in milliseconds; null before the first. */
  viewAgeMs(): number | null;
  /** The newest reading when readers may use the cache by it. */
  readable(): ControlReading | null;
  /** Whether writes may go without a fence by this reading: it says "off", and nobody can read the cache any more. */
  mayWriteUnfenced(reading: ControlReading): boolean;
  /** An upper estimate of the database's present time, in milliseconds. */
  nowMs(reading: ControlReading): number;
  /** Tells that this epoch's guard was missing: the cache was emptied, and needs a new epoch. */
  reportGuardMissing(epoch: number): void;
  /** Whether that was told of this epoch. */
  wasEmptied(epoch: number): boolean;
  /** Reads the control document now. Raises when the database does not answer. */
  renew(): Promise<ControlReading>;
  /**
   * Switches the cache off for everybody, because this process cannot set fences in the Redis that is meant; resolves when
   * writes need no fence any more. Raises `CacheSickError` when others can: then this process is the sick one.
   */
  switchOff(reason: string): Promise<void>;
  /** Waits as long as `switchOff` does, while the cache is off. Declares nothing: it may be on its way back. */
  waitWhileOff(): Promise<void>;
}

/** This process cannot set fences in the Redis that is meant although others can: it must not write stock, and should be taken out of service. */
export class CacheSickError extends Error {
  override readonly name = "CacheSickError";
}

/**
 * A suspended machine's own clock stands still; then the one on the wall has run ahead of it. One that was set meanwhile
 * could hide that, so any difference means: look again.
 */
function isFresh(
  reading: ControlReading,
  now: { readonly ms: number; readonly wallMs: number },
  readingValidMs: number,
): boolean {
  const ageMs = now.ms - reading.sentAtMs;
  const hiddenMs = Math.abs(now.wallMs - reading.wallSentAtMs - ageMs);
  return ageMs < readingValidMs && hiddenMs < MAX_CLOCK_DIVERGENCE_MS;
}

function timesOf({ times, transactionMs }: ControlParts): ControlTimes {
  return {
    ...CONTROL_TIMES,
    ...times,
    get transactionMs() {
      return times?.transactionMs ?? transactionMs?.() ?? CONTROL_TIMES.transactionMs;
    },
  };
}

/**
 * Raises `service.unavailable` where the document is another shop's, which is told. What was read before may be used
 * until it runs out: that write switched off as well.
 */
function refuseOtherShop({ shopId, onReplaced }: ControlParts, state: ControlState): void {
  if (shopId === undefined || state.shopId === shopId) return;
  onReplaced?.();
  throw temporarilyUnavailable(2);
}

/** See docs/cache.md for the rules and the model that checks them. */
export function createCacheControl(parts: ControlParts): CacheControl {
  const { store, health, log } = parts;
  const times = timesOf(parts);
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  const wallMs = parts.wallMs ?? parts.monotonicMs ?? (() => Date.now());
  const sleep = parts.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  let last: ControlReading | null = null;
  let emptiedEpoch: number | null = null;

  const now = () => ({ ms: monotonicMs(), wallMs: wallMs() });
  const reading = (): ControlReading | null =>
    last !== null && isFresh(last, now(), times.readingValidMs) ? last : null;

  async function renew(): Promise<ControlReading> {
    const { ms: sentAtMs, wallMs: wallSentAtMs } = now();
    const state = await store.read();
    refuseOtherShop(parts, state);
    // Answers may overtake one another; an older one must not replace a newer one.
    if (last !== null && last.sentAtMs > sentAtMs) return last;
    const known = last?.mode === "off" && last.epoch === state.epoch;
    if (last?.mode !== state.mode || last.epoch !== state.epoch) parts.onMode?.(state);
    last = { ...state, sentAtMs, wallSentAtMs, offSinceMs: known && last ? last.offSinceMs : monotonicMs() };
    return last;
  }

  async function switchOff(reason: string): Promise<void> {
    const seen = await renew();
    if (seen.mode !== "off") {
      if (await health.peersCanWrite(seen.runId)) throw new CacheSickError(reason);
      await store.change(seen, { mode: "off", epoch: seen.epoch, runId: seen.runId });
      log.warn(
        { reason, epoch: seen.epoch },
        "the stock cache is switched off: no fence can be set in Redis",
      );
    }
    await outlastReaders(await renew());
  }

  async function waitWhileOff(): Promise<void> {
    const seen = await renew();
    if (seen.mode === "off") await outlastReaders(seen);
  }

  async function outlastReaders(off: ControlReading): Promise<void> {
    // Every older reading that allows reads of the cache must have expired before a write goes without a fence.
    await sleep(Math.max(0, off.offSinceMs + times.readingValidMs - monotonicMs()));
    await renew();
  }

  return {
    times,
    reading,
    youngerThan: (ms) => (last !== null && monotonicMs() - last.sentAtMs < ms ? reading() : null),
    viewAgeMs: () => (last === null ? null : Math.round(monotonicMs() - last.sentAtMs)),
    readable() {
      const seen = reading();
      return seen?.mode === "on" && seen.runId === health.runId() ? seen : null;
    },
    mayWriteUnfenced: (seen) =>
      seen.mode === "off" && monotonicMs() - seen.offSinceMs >= times.readingValidMs && reading() !== null,
    nowMs: (seen) => seen.nowMs + (monotonicMs() - seen.sentAtMs),
    reportGuardMissing(epoch) {
      emptiedEpoch = epoch;
    },
    wasEmptied: (epoch) => epoch === emptiedEpoch,
    renew,
    switchOff,
    waitWhileOff,
  };
}
