import type { GroupCommit, Hold, StockStore } from "@scarlet/domain/inventory";
import {
  isDomainError,
  isNothingDone,
  type Log,
  outcomeUnknown,
  temporarilyUnavailable,
} from "@scarlet/domain/kernel";
import type { StockCommand, StockLane } from "../context/index.ts";
import { decideGroup, type Expire, type GroupDecision } from "./decide-group.ts";
import { openQueue, type Waiter } from "./lane-queue.ts";

export type LaneLimits = {
  /** How many commands one transaction takes. */
  readonly groupSize: number;
  /** Above this many waiting commands a new one is refused. */
  readonly maxWaiting: number;
  /** A command whose decision would begin later than this is refused. */
  readonly maxWaitMs: number;
};

export type LaneParts<H extends Hold> = {
  readonly store: StockStore<H>;
  readonly expire: Expire<H>;
  /** Told of each commit before its callers are answered: the next read must be fresh. */
  readonly committed: (commit: GroupCommit) => Promise<void>;
  readonly log: Log;
  readonly limits?: Partial<LaneLimits>;
};

const LIMITS: LaneLimits = { groupSize: 256, maxWaiting: 4096, maxWaitMs: 2000 };
/** This many commands failing one after another tell of the database, not of a command. */
const FAILURES_IN_A_ROW = 3;

/**
 * The checkout lane: one per API process, in front of the stock store. While a transaction is in flight new commands
 * queue; the next transaction takes them all, decides them in order of arrival and commits once. So the commands of one
 * process never conflict, and a crowd costs as many commits as there are groups.
 */
export function createLane<H extends Hold>(parts: LaneParts<H>): StockLane<H> {
  const { store } = parts;
  const queue = openQueue<H>({ ...LIMITS, ...parts.limits });
  let serving = false;

  async function serveAll(): Promise<void> {
    if (serving) return;
    serving = true;
    for (let group = queue.take(); group.length > 0; group = queue.take()) {
      const begun = performance.now();
      await serve(parts, group);
      queue.served(performance.now() - begun);
    }
    serving = false;
  }

  return {
    submit<R>(command: StockCommand<H, R>): Promise<R> {
      const answer = new Promise<R>((resolve, reject) => {
        queue.add({ command, resolve, reject });
      });
      void serveAll();
      return answer;
    },
    waiting: () => queue.length(),
    endedHolds: (limit) => store.endedHolds(limit),
    listRows: (input) => store.listRows(input),
    listMovements: (input) => store.listMovements(input),
    counts: () => store.counts(),
  };
}

/** Serves a group; never raises. What fails as a group is tried again one by one, so that one cannot fail the others. */
async function serve<H extends Hold>(parts: LaneParts<H>, group: readonly Waiter<H>[]): Promise<void> {
  try {
    await commit(parts, group);
  } catch (error) {
    // Too busy, or nobody knows what became of the group: one by one would ask the same of a database that is in need.
    const isForAll =
      isDomainError(error) && (error.kind === "unavailable" || error.kind === "outcome_unknown");
    if (group.length === 1 || isForAll) {
      for (const waiter of group) waiter.reject(error);
      return;
    }
    parts.log.error(
      { err: error, commands: group.length },
      "a group of stock commands failed; one by one now",
    );
    await serveSingly(parts, group, isNothingDone(error) ? temporarilyUnavailable(1) : outcomeUnknown());
  }
}

/** `untried` is what those are told whom the group's failure left and who are not tried again. */
async function serveSingly<H extends Hold>(
  parts: LaneParts<H>,
  group: readonly Waiter<H>[],
  untried: Error,
): Promise<void> {
  let failures = 0;
  for (const waiter of group) {
    if (failures >= FAILURES_IN_A_ROW) {
      waiter.reject(untried);
      continue;
    }
    try {
      await commit(parts, [waiter]);
      failures = 0;
    } catch (error) {
      failures += 1;
      waiter.reject(error);
    }
  }
}

async function commit<H extends Hold>(parts: LaneParts<H>, group: readonly Waiter<H>[]): Promise<void> {
  const commands = group.map((waiter) => waiter.command);
  const holders = new Map(
    commands.flatMap((command) => command.holders ?? []).map((each) => [`${each.kind} ${each.key}`, each]),
  );
  const request = {
    skus: unique(commands.flatMap((command) => command.skus)),
    orderIds: unique(commands.flatMap((command) => command.orderIds)),
    intentIds: unique(commands.flatMap((command) => (command.intent === null ? [] : [command.intent.id]))),
    holders: [...holders.values()],
  };
  let decided: GroupDecision<H> | undefined;
  const done = await parts.store.commitGroup(request, (state) => {
    decided = decideGroup(state, commands, parts.expire);
    return decided.plan;
  });
  await tell(parts, done);
  for (const fault of decided?.faults ?? []) {
    parts.log.error({ err: fault }, "an ended hold could not be released: its order and the stock disagree");
  }
  for (const [place, waiter] of group.entries()) {
    const outcome = decided?.outcomes[place];
    if (outcome?.kind === "answer") waiter.resolve(outcome.answer);
    else
      waiter.reject(outcome?.error ?? new Error("the stock store committed without asking for a decision"));
  }
}

/** The commit stands whatever the cache says, so its failure is told to the log and not to the callers. */
async function tell<H extends Hold>(parts: LaneParts<H>, done: GroupCommit): Promise<void> {
  if (done.productVersions.size === 0) return;
  try {
    await parts.committed(done);
  } catch (error) {
    parts.log.error({ err: error }, "a stock commit could not be told to the cache");
  }
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
