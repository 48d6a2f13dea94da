import type { Hold } from "@scarlet/domain/inventory";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import type { StockCommand } from "../context/index.ts";

/** A caller who waits for an answer. */
export type Waiter<H extends Hold> = {
  readonly command: StockCommand<H, unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
};

/** A waiter in line, and since when: by the monotonic clock. */
export type Queued<H extends Hold> = Waiter<H> & { readonly since: number; readonly leave: () => void };

export type LaneQueue<H extends Hold> = {
  /** Lets a waiter in, or rejects it at once when it would wait too long. */
  add(waiter: Waiter<H>): void;
  /** The next group, oldest first; empty when nobody waits. */
  take(): Queued<H>[];
  /** A group was served in so many milliseconds. */
  served(durationMs: number): void;
  length(): number;
};

/** How many groups the expected pace is taken from. The quickest of them counts: refusing early needs certainty. */
const REMEMBERED_GROUPS = 8;
const RETRY_AFTER_SECONDS = 1;
/**
 * Whoever is among the next group is answered as soon as the running transaction ends, and to ask anew would only put
 * them further back: they may wait so many times as long.
 */
const NEXT_GROUP_WAITS = 5;

/**
 * The waiting line of the lane. Whoever has waited `maxWaitMs` behind more than one group is refused; whoever has gone
 * is dropped.
 */
export function openQueue<H extends Hold>(limits: {
  readonly groupSize: number;
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
}): LaneQueue<H> {
  let line: Queued<H>[] = [];
  const pace = openPace();
  let timer: NodeJS.Timeout | undefined;

  const tooMany = () => {
    const groupsAhead = Math.floor(line.length / limits.groupSize);
    return line.length >= limits.maxWaiting || groupsAhead * pace.quickestMs() > limits.maxWaitMs;
  };

  function watch(): void {
    clearTimeout(timer);
    timer = undefined;
    const dueAt = nextDue(line, limits);
    if (dueAt === undefined) return;
    timer = setTimeout(refuseOverdue, Math.max(0, dueAt - performance.now()));
  }

  function refuseOverdue(): void {
    const now = performance.now();
    const late = (waiter: Queued<H>, place: number) =>
      !waiter.command.urgent && dueOf(waiter, place, limits) <= now;
    const overdue = line.filter(late);
    line = line.filter((waiter, place) => !late(waiter, place));
    for (const waiter of overdue) {
      waiter.leave();
      waiter.reject(temporarilyUnavailable(RETRY_AFTER_SECONDS));
    }
    watch();
  }

  function add(waiter: Waiter<H>): void {
    const { signal } = waiter.command;
    const refusal = refusalOf(waiter.command, tooMany);
    if (refusal !== undefined) {
      waiter.reject(refusal);
      return;
    }
    const drop = () => {
      line = line.filter((each) => each !== queued);
      waiter.reject(signal?.reason);
      watch();
    };
    const leave = () => signal?.removeEventListener("abort", drop);
    const queued: Queued<H> = { ...waiter, since: performance.now(), leave };
    signal?.addEventListener("abort", drop, { once: true });
    line.push(queued);
    if (timer === undefined || line.length === limits.groupSize + 1) watch();
  }

  return {
    add,
    take() {
      const { group, left } = split(line, limits.groupSize);
      line = left;
      for (const waiter of group) waiter.leave();
      watch();
      return group;
    },
    length: () => line.length,
    served: (ms) => pace.served(ms),
  };
}

type Waits = { readonly groupSize: number; readonly maxWaitMs: number };

/** When a waiter at this place of the line has waited long enough. */
function dueOf(waiter: { readonly since: number }, place: number, { groupSize, maxWaitMs }: Waits): number {
  return waiter.since + maxWaitMs * (place < groupSize ? NEXT_GROUP_WAITS : 1);
}

/** When the first of the line is due: the oldest of the next group, or the oldest behind it. */
function nextDue<H extends Hold>(line: readonly Queued<H>[], limits: Waits): number | undefined {
  const firstFrom = (from: number) =>
    line.findIndex(({ command }, place) => place >= from && !command.urgent);
  const dues = [firstFrom(0), firstFrom(limits.groupSize)].flatMap((place) => {
    const waiter = line[place];
    return waiter === undefined ? [] : [dueOf(waiter, place, limits)];
  });
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function refusalOf<H extends Hold>(
  { signal, urgent }: StockCommand<H, unknown>,
  tooMany: () => boolean,
): unknown {
  if (signal?.aborted) return signal.reason;
  return !urgent && tooMany() ? temporarilyUnavailable(RETRY_AFTER_SECONDS) : undefined;
}

/** How long the last groups took. */
function openPace(): { served(durationMs: number): void; quickestMs(): number } {
  const durations: number[] = [];
  return {
    served(durationMs) {
      durations.push(durationMs);
      if (durations.length > REMEMBERED_GROUPS) durations.shift();
    },
    quickestMs: () => (durations.length > 0 ? Math.min(...durations) : 0),
  };
}

/**
 * Takes the front of the line. Two commands on one order never share a group: the second must see what the first left
 * in the database, and an order is written once per transaction.
 */
function split<H extends Hold>(line: readonly Queued<H>[], size: number) {
  const [group, left]: [Queued<H>[], Queued<H>[]] = [[], []];
  const taken = new Set<string>();
  for (const waiter of line) {
    const { orderIds } = waiter.command;
    const fits = group.length < size && !orderIds.some((id) => taken.has(id));
    (fits ? group : left).push(waiter);
    for (const id of orderIds) taken.add(id);
  }
  return { group, left };
}
