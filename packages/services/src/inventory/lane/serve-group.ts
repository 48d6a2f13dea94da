import type { Hold, StockStore } from "@scarlet/domain/inventory";
import {
  isDomainError,
  isNothingDone,
  type Log,
  outcomeUnknown,
  temporarilyUnavailable,
} from "@scarlet/domain/kernel";
import { decideGroup, type Expire, type GroupDecision } from "./decide-group.ts";
import type { FailedReleases } from "./failed-releases.ts";
import type { Waiter } from "./lane-queue.ts";

/** What serving a group needs. */
export type ServeParts<H extends Hold> = {
  readonly store: StockStore<H>;
  readonly expire: Expire<H>;
  readonly log: Log;
  readonly failedReleases: FailedReleases;
};

/** After this many commands failed one after another, the database is the cause and not a command. */
const MAX_CONSECUTIVE_FAILURES = 3;

/** The part of a group that has no answer yet. `giveUpAt` is on the monotonic clock. */
type Unanswered<H extends Hold> = { waiters: readonly Waiter<H>[]; readonly giveUpAt: number };

/**
 * Commits and answers a group, until `giveUpAt` at most; never raises. A group that fails as a whole is tried again
 * command by command, so that one broken command does not fail the others. When the database is unavailable, or its
 * conflicts do not end, every caller gets that error.
 */
export async function serveGroup<H extends Hold>(
  parts: ServeParts<H>,
  group: readonly Waiter<H>[],
  giveUpAt: number,
): Promise<void> {
  const open: Unanswered<H> = { waiters: group, giveUpAt };
  try {
    await commit(parts, open);
  } catch (error) {
    if (open.waiters.length === 1 || isDatabaseFailure(error)) {
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

/** Whether the database is the cause, so that every other command would fail as well. */
function isDatabaseFailure(error: unknown): boolean {
  return isDomainError(error) && (error.kind === "unavailable" || error.kind === "outcome_unknown");
}

/** Commits command by command. `untried` is the error for commands that are not tried again. */
async function serveSingly<H extends Hold>(
  parts: ServeParts<H>,
  { waiters, giveUpAt }: Unanswered<H>,
  untried: Error,
): Promise<void> {
  let failures = 0;
  for (const waiter of waiters) {
    if (failures >= MAX_CONSECUTIVE_FAILURES || performance.now() >= giveUpAt) {
      waiter.reject(untried);
      continue;
    }
    try {
      await commit(parts, { waiters: [waiter], giveUpAt });
      failures = 0;
    } catch (error) {
      failures = isDatabaseFailure(error) ? MAX_CONSECUTIVE_FAILURES : failures + 1;
      waiter.reject(error);
    }
  }
}

/** Commits a group, then again those commands that wait for more releases, until `giveUpAt`. */
async function commit<H extends Hold>(parts: ServeParts<H>, open: Unanswered<H>): Promise<void> {
  do open.waiters = await commitOnce(parts, open);
  while (open.waiters.length > 0 && performance.now() < open.giveUpAt);
  // Ended holds were released meanwhile, so whoever comes again begins further on.
  for (const waiter of open.waiters) waiter.reject(temporarilyUnavailable(1));
}

/** Commits a group once and answers it. Returns the commands that must be decided again. */
async function commitOnce<H extends Hold>(
  parts: ServeParts<H>,
  { waiters: group, giveUpAt }: Unanswered<H>,
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
    skipHoldIds: parts.failedReleases.ids(),
  };
  let decided: GroupDecision<H> | undefined;
  await parts.store.commitGroup(request, (state) => {
    decided = decideGroup(state, commands, parts.expire);
    return decided.plan;
  });
  for (const { orderId, error } of decided?.faults ?? []) {
    parts.failedReleases.add(orderId);
    parts.log.error(
      { err: error, orderId },
      "an ended hold could not be released: its order and the stock disagree",
    );
  }
  return group.filter((waiter, index) => {
    const outcome = decided?.outcomes[index];
    if (outcome?.kind === "answer") waiter.resolve(outcome.answer);
    else if (outcome?.kind !== "again")
      waiter.reject(outcome?.error ?? new Error("the stock store committed without asking for a decision"));
    return outcome?.kind === "again";
  });
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
