import type { Hold } from "@scarlet/domain/inventory";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import type { StockCommand } from "../context/index.ts";

/** A caller who waits for an answer. */
export type Waiter<H extends Hold> = {
  readonly command: StockCommand<H, unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
};

type Queued<H extends Hold> = Waiter<H> & { readonly since: number; readonly leave: () => void };

export type LaneQueue<H extends Hold> = {
  /** Lets a waiter in, or rejects it at once when it would wait too long. */
  add(waiter: Waiter<H>): void;
  /** The next group, oldest first; empty when nobody waits. */
  take(): Waiter<H>[];
  /** A group was served in so many milliseconds. */
  served(durationMs: number): void;
  length(): number;
};

/** How many groups the expected pace is taken from. The quickest of them counts: refusing early needs certainty. */
const REMEMBERED_GROUPS = 8;
const RETRY_AFTER_SECONDS = 1;

/** The waiting line of the lane. Whoever has waited `maxWaitMs` is refused; whoever has gone is dropped. */
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
    const oldest = line.find((waiter) => !waiter.command.urgent);
    if (oldest === undefined) return;
    timer = setTimeout(refuseOverdue, Math.max(0, oldest.since + limits.maxWaitMs - performance.now()));
  }

  function refuseOverdue(): void {
    const oldestAllowed = performance.now() - limits.maxWaitMs;
    const late = (waiter: Queued<H>) => !waiter.command.urgent && waiter.since <= oldestAllowed;
    const overdue = line.filter(late);
    line = line.filter((waiter) => !late(waiter));
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
    if (timer === undefined) watch();
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
