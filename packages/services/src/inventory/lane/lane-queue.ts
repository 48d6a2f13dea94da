import type { Hold } from "@scarlet/domain/inventory";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import type { StockCommand } from "../../context/index.ts";

/** A caller who waits for an answer. */
export type Waiter<H extends Hold> = {
  readonly command: StockCommand<H, unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
};

/** A waiting command. `since` is on the monotonic clock; `leave` detaches its abort listener. */
export type Queued<H extends Hold> = Waiter<H> & { readonly since: number; readonly leave: () => void };

/** The commands that wait for the next transaction. */
export type LaneQueue<H extends Hold> = {
  /** Queues a command, or rejects it at once when it would wait too long. */
  add(waiter: Waiter<H>): void;
  /** The next group, oldest first; empty when nobody waits. */
  takeGroup(): Queued<H>[];
  /** Records how long a group took. */
  recordDuration(durationMs: number): void;
  length(): number;
};

/** The expected pace is the quickest of this many last groups: a command is refused early only when it surely waits too long. */
const MEASURED_GROUPS = 8;
const RETRY_AFTER_SECONDS = 1;
/**
 * A command in the next group is answered as soon as the running transaction ends, and a retry would only put it
 * further back: it may wait this many times `maxWaitMs`.
 */
const NEXT_GROUP_WAIT_FACTOR = 5;

/**
 * The waiting commands of the lane. A command that has waited `maxWaitMs` behind more than one group is refused; one
 * whose caller has gone is dropped.
 */
export function createLaneQueue<H extends Hold>(limits: {
  readonly groupSize: number;
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
}): LaneQueue<H> {
  let queue: Queued<H>[] = [];
  const pace = createPace();
  let timer: NodeJS.Timeout | undefined;

  const tooMany = () => {
    const groupsAhead = Math.floor(queue.length / limits.groupSize);
    return queue.length >= limits.maxWaiting || groupsAhead * pace.quickestMs() > limits.maxWaitMs;
  };

  function watch(): void {
    clearTimeout(timer);
    timer = undefined;
    const dueAt = nextDue(queue, limits);
    if (dueAt === undefined) return;
    timer = setTimeout(refuseOverdue, Math.max(0, dueAt - performance.now()));
  }

  function refuseOverdue(): void {
    const now = performance.now();
    const late = (waiter: Queued<H>, index: number) =>
      !waiter.command.urgent && dueOf(waiter, index, limits) <= now;
    const overdue = queue.filter(late);
    queue = queue.filter((waiter, index) => !late(waiter, index));
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
      queue = queue.filter((each) => each !== queued);
      waiter.reject(signal?.reason);
      watch();
    };
    const leave = () => signal?.removeEventListener("abort", drop);
    const queued: Queued<H> = { ...waiter, since: performance.now(), leave };
    signal?.addEventListener("abort", drop, { once: true });
    queue.push(queued);
    if (timer === undefined || queue.length === limits.groupSize + 1) watch();
  }

  return {
    add,
    takeGroup() {
      const { group, left } = split(queue, limits.groupSize);
      queue = left;
      for (const waiter of group) waiter.leave();
      watch();
      return group;
    },
    length: () => queue.length,
    recordDuration: (ms) => pace.record(ms),
  };
}

type WaitLimits = { readonly groupSize: number; readonly maxWaitMs: number };

/** When the command at this index of the queue is refused, on the monotonic clock. */
function dueOf(
  waiter: { readonly since: number },
  index: number,
  { groupSize, maxWaitMs }: WaitLimits,
): number {
  return waiter.since + maxWaitMs * (index < groupSize ? NEXT_GROUP_WAIT_FACTOR : 1);
}

/** When the next refusal is due: of the oldest command in the next group, or of the oldest behind it. */
function nextDue<H extends Hold>(queue: readonly Queued<H>[], limits: WaitLimits): number | undefined {
  const firstFrom = (from: number) =>
    queue.findIndex(({ command }, index) => index >= from && !command.urgent);
  const dues = [firstFrom(0), firstFrom(limits.groupSize)].flatMap((index) => {
    const waiter = queue[index];
    return waiter === undefined ? [] : [dueOf(waiter, index, limits)];
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

/** Measures how long the last groups took. */
function createPace(): { record(durationMs: number): void; quickestMs(): number } {
  const durations: number[] = [];
  return {
    record(durationMs) {
      durations.push(durationMs);
      if (durations.length > MEASURED_GROUPS) durations.shift();
    },
    quickestMs: () => (durations.length > 0 ? Math.min(...durations) : 0),
  };
}

/**
 * Takes the next group from the front. Two commands on one order never share a group: the second must see what the first left
 * in the database, and an order is written once per transaction.
 */
function split<H extends Hold>(queue: readonly Queued<H>[], size: number) {
  const [group, left]: [Queued<H>[], Queued<H>[]] = [[], []];
  const taken = new Set<string>();
  for (const waiter of queue) {
    const { orderIds } = waiter.command;
    const fits = group.length < size && !orderIds.some((id) => taken.has(id));
    (fits ? group : left).push(waiter);
    for (const id of orderIds) taken.add(id);
  }
  return { group, left };
}
