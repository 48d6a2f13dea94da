import { setTimeout as sleep } from "node:timers/promises";
import { outcomeUnknown, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { type ClientSession, MongoError } from "mongodb";
import { fateOf, isClosed, isDatabaseUnavailable, isTransient } from "./driver-errors.ts";
import type { SessionBridge } from "./session-bridge.ts";
import { startBudget, type TimeBudget } from "./time-budget.ts";

/** Raised inside a transaction when a guarded write matched nothing because its data changed: read and decide again. */
export class StaleReadError extends Error {
  override readonly name = "StaleReadError";
}

export type TransactionOptions = {
  /** How long it may retry; the budget of the whole command where it is one step of it. */
  readonly budget?: TimeBudget;
  /** Other errors after which the work may run again. When they do not end, the last of them is raised. */
  readonly alsoRetry?: (error: unknown) => boolean;
  /** How long a commit without an answer is retried; 20 s by default. */
  readonly commitMs?: number;
};

const COMMIT_BUDGET_MS = 20_000;
const MAX_COMMIT_TIME_MS = 5_000;
/** A commit that no majority confirms within this time counts as unanswered and is retried. */
const MAJORITY_TIMEOUT_MS = 5_000;
/** How long to wait for an abort before the next attempt: an unavailable database answers none. */
const ABORT_TIMEOUT_MS = 250;
const FIRST_RETRY_DELAY_MS = 2;
const MAX_RETRY_DELAY_MS = 60;

/**
 * Runs `work` in one transaction on a snapshot, majority committed. Conflicts with others and a database that is away
 * run it again after a pause with jitter, so it must have no other effects. A call inside a running transaction joins it.
 * Raises `service.unavailable` when conflicts or absence do not end: then nothing was written. Raises
 * `service.outcome_unknown` when the database does not tell what became of the commit; and whatever `work` raises.
 */
export async function runTransaction<T>(
  bridge: SessionBridge,
  work: () => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (bridge.isInside()) return work();
  const budget = options.budget ?? startBudget();
  for (let round = 0; ; round += 1) {
    const begunAt = performance.now();
    try {
      return await attempt(bridge, work, options.commitMs ?? COMMIT_BUDGET_MS);
    } catch (error) {
      const away = isDatabaseUnavailable(error);
      if (away) budget.addUnavailableTime(performance.now() - begunAt);
      const again = isConflict(error) || isTransient(error) || options.alsoRetry?.(error) === true;
      if (!again) throw isClosed(error) ? temporarilyUnavailable(1) : error;
      if (!budget.hasTime(away ? "unavailable" : "conflict"))
        throw options.alsoRetry?.(error) === true ? error : temporarilyUnavailable(1);
      await sleep(pauseMs(round));
    }
  }
}

/** One attempt in its own session. If it raises, nothing was written, except with `service.outcome_unknown`. */
async function attempt<T>(bridge: SessionBridge, work: () => Promise<T>, commitMs: number): Promise<T> {
  const session = bridge.client.startSession();
  let aborted: Promise<void> | undefined;
  try {
    session.startTransaction({
      readConcern: { level: "snapshot" },
      writeConcern: { w: "majority", wtimeoutMS: MAJORITY_TIMEOUT_MS },
      maxCommitTimeMS: MAX_COMMIT_TIME_MS,
    });
    const result = await bridge.run(session, work).catch((error: unknown) => {
      aborted = session.abortTransaction();
      throw error;
    });
    await commit(session, commitMs);
    return result;
  } finally {
    await end(session, aborted);
  }
}

/**
 * Ends a session. The work's error is the one to tell, so an abort that fails only means that the server undoes the
 * transaction by itself, and one that takes long goes on behind the caller's back.
 */
async function end(session: ClientSession, aborted: Promise<void> | undefined): Promise<void> {
  const ended = (aborted ?? Promise.resolve()).then(() => session.endSession()).catch(() => undefined);
  await Promise.race([ended, sleep(ABORT_TIMEOUT_MS, undefined, { ref: false })]);
}

/**
 * A commit without a definite answer is asked for again: whoever is primary then remembers what became of it, or never
 * heard of it, which is a definite answer too.
 */
async function commit(session: ClientSession, commitMs: number): Promise<void> {
  const giveUpAt = performance.now() + commitMs;
  for (let asked = 0; ; asked += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const fate = fateOf(error, asked > 0);
      if (fate !== "unknown") throw error;
      if (isClosed(error) || performance.now() >= giveUpAt) throw unknownOutcome(error);
      await sleep(pauseMs(asked));
    }
  }
}

function unknownOutcome(cause: unknown): Error {
  return Object.assign(outcomeUnknown(), { cause });
}

function isConflict(error: unknown): boolean {
  return error instanceof StaleReadError;
}

function pauseMs(round: number): number {
  const ceiling = Math.min(MAX_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 2 ** Math.min(round, 8));
  return ceiling * (0.25 + 0.75 * Math.random());
}

/** Whether a unique index refused a write. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoError && error.code === 11_000;
}
