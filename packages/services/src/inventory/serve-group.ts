import type { GroupCommit, Hold, StockStore } from "@scarlet/domain/inventory";
import {
  isDomainError,
  isNothingDone,
  type Log,
  outcomeUnknown,
  temporarilyUnavailable,
} from "@scarlet/domain/kernel";
import { decideGroup, type Expire, type GroupDecision } from "./decide-group.ts";
import type { Waiter } from "./lane-queue.ts";
import type { Unreleasable } from "./unreleasable.ts";

export type ServeParts<H extends Hold> = {
  readonly store: StockStore<H>;
  readonly expire: Expire<H>;
  /** Told of each commit before its callers are answered: the next read must be fresh. */
  readonly committed: (commit: GroupCommit) => Promise<void>;
  readonly log: Log;
  readonly unreleasable: Unreleasable;
};

/** This many commands failing one after another tell of the database, not of a command. */
const FAILURES_IN_A_ROW = 3;

/** Those of a group who have no answer yet. */
type Open<H extends Hold> = { waiters: readonly Waiter<H>[]; readonly giveUpAt: number };

/**
 * Serves a group until then; never raises. What fails as a group is tried again one by one, so that one cannot fail
 * the others. A database that is away, or conflicts that do not end, fail all of them in the same words.
 */
export async function serveGroup<H extends Hold>(
  parts: ServeParts<H>,
  group: readonly Waiter<H>[],
  giveUpAt: number,
): Promise<void> {
  const open: Open<H> = { waiters: group, giveUpAt };
  try {
    await commit(parts, open);
  } catch (error) {
    if (open.waiters.length === 1 || failsAll(error)) {
      for (const waiter of open.waiters) waiter.reject(error);
      return;
    }
    parts.log.error(
      { err: error, commands: open.waiters.length },
      "a group of stock commands failed; one by one now",
    );
    await serveSingly(parts, open, isNothingDone(error) ? temporarilyUnavailable(1) : outcomeUnknown());
  }
}

/** Whether it tells of the database and not of a command. */
function failsAll(error: unknown): boolean {
  return isDomainError(error) && (error.kind === "unavailable" || error.kind === "outcome_unknown");
}

/** `untried` is what those are told whom the group's failure left and who are not tried again. */
async function serveSingly<H extends Hold>(
  parts: ServeParts<H>,
  { waiters, giveUpAt }: Open<H>,
  untried: Error,
): Promise<void> {
  let failures = 0;
  for (const waiter of waiters) {
    if (failures >= FAILURES_IN_A_ROW || performance.now() >= giveUpAt) {
      waiter.reject(untried);
      continue;
    }
    try {
      await commit(parts, { waiters: [waiter], giveUpAt });
      failures = 0;
    } catch (error) {
      failures = failsAll(error) ? FAILURES_IN_A_ROW : failures + 1;
      waiter.reject(error);
    }
  }
}

/** Commits a group, and again whoever of it must wait for more releases, until the time is over. */
async function commit<H extends Hold>(parts: ServeParts<H>, open: Open<H>): Promise<void> {
  do open.waiters = await commitOnce(parts, open);
  while (open.waiters.length > 0 && performance.now() < open.giveUpAt);
  // Ended holds were released meanwhile, so whoever comes again begins further on.
  for (const waiter of open.waiters) waiter.reject(temporarilyUnavailable(1));
}

/** Commits a group once and answers it. Who must be decided again is given back. */
async function commitOnce<H extends Hold>(
  parts: ServeParts<H>,
  { waiters: group, giveUpAt }: Open<H>,
): Promise<Waiter<H>[]> {
  const commands = group.map((waiter) => waiter.command);
  const holders = new Map(
    commands.flatMap((command) => command.holders ?? []).map((each) => [`${each.kind} ${each.key}`, each]),
  );
  const request = {
    skus: unique(commands.flatMap((command) => command.skus)),
    orderIds: unique(commands.flatMap((command) => command.orderIds)),
    intentIds: unique(commands.flatMap((command) => (command.intent === null ? [] : [command.intent.id]))),
    holders: [...holders.values()],
    budgetMs: Math.max(0, giveUpAt - performance.now()),
    unreleasable: parts.unreleasable.ids(),
  };
  let decided: GroupDecision<H> | undefined;
  const done = await parts.store.commitGroup(request, (state) => {
    decided = decideGroup(state, commands, parts.expire);
    return decided.plan;
  });
  await tell(parts, done);
  for (const { orderId, error } of decided?.faults ?? []) {
    parts.unreleasable.add(orderId);
    parts.log.error(
      { err: error, orderId },
      "an ended hold could not be released: its order and the stock disagree",
    );
  }
  return group.filter((waiter, place) => {
    const outcome = decided?.outcomes[place];
    if (outcome?.kind === "answer") waiter.resolve(outcome.answer);
    else if (outcome?.kind !== "again")
      waiter.reject(outcome?.error ?? new Error("the stock store committed without asking for a decision"));
    return outcome?.kind === "again";
  });
}

/** The commit stands whatever the cache says, so its failure is told to the log and not to the callers. */
async function tell<H extends Hold>(parts: ServeParts<H>, done: GroupCommit): Promise<void> {
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
