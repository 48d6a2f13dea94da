import { setTimeout as sleep } from "node:timers/promises";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import { type ClientSession, MongoError } from "mongodb";
import type { SessionBridge } from "./bridge.ts";

/** Raised inside a transaction whose guard did not hold: what was read is no longer so. Read again, decide again. */
export class StaleReadError extends Error {
  override readonly name = "StaleReadError";
}

export type TransactionOptions = {
  /** Gives up after this long, `BUDGET_MS` unless told. */
  readonly budgetMs?: number;
  /** Other errors after which the work may run again. When they do not end, the last of them is raised. */
  readonly alsoRetry?: (error: unknown) => boolean;
};

const BUDGET_MS = 5_000;
const MAX_COMMIT_TIME_MS = 5_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 60;

/**
 * Runs `work` in one transaction on a snapshot, majority committed. Conflicts with others run it again after a pause
 * with jitter, so it must have no other effects. A call inside a running transaction joins it.
 * Raises `service.unavailable` when the conflicts do not end, and whatever `work` raises.
 */
export async function runTransaction<T>(
  bridge: SessionBridge,
  work: () => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (bridge.isInside()) return work();
  const giveUpAt = performance.now() + (options.budgetMs ?? BUDGET_MS);
  const session = bridge.client.startSession();
  try {
    for (let round = 0; ; round += 1) {
      try {
        return await attempt(session, () => bridge.run(session, work), giveUpAt);
      } catch (error) {
        if (!(isConflict(error) || options.alsoRetry?.(error))) throw error;
        if (performance.now() >= giveUpAt) throw isConflict(error) ? temporarilyUnavailable(1) : error;
        await sleep(pauseMs(round));
      }
    }
  } finally {
    await session.endSession();
  }
}

async function attempt<T>(session: ClientSession, work: () => Promise<T>, giveUpAt: number): Promise<T> {
  session.startTransaction({
    readConcern: { level: "snapshot" },
    writeConcern: { w: "majority" },
    maxCommitTimeMS: MAX_COMMIT_TIME_MS,
  });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // The work's error is the one to tell; a failed abort only means that the server ends the transaction itself.
    await session.abortTransaction().catch(() => undefined);
    throw error;
  }
  await commit(session, giveUpAt);
  return result;
}

/** A commit whose answer was lost is asked for again: the server remembers what became of it. */
async function commit(session: ClientSession, giveUpAt: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const unknown = error instanceof MongoError && error.hasErrorLabel("UnknownTransactionCommitResult");
      if (!unknown || performance.now() >= giveUpAt) throw error;
      await sleep(FIRST_PAUSE_MS);
    }
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof StaleReadError) return true;
  return error instanceof MongoError && error.hasErrorLabel("TransientTransactionError");
}

function pauseMs(round: number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(round, 8));
  return ceiling * (0.25 + 0.75 * Math.random());
}

/** Whether a unique index refused a write. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoError && error.code === 11_000;
}
