import { setTimeout as sleep } from "node:timers/promises";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import { MongoError } from "mongodb";
import { isClosed, isDatabaseUnavailable } from "./driver-errors.ts";
import type { SessionBridge } from "./session-bridge.ts";
import { startBudget } from "./time-budget.ts";

/** SnapshotTooOld and SnapshotUnavailable: a read at a newer snapshot can still succeed. */
const SNAPSHOT_GONE_CODES: ReadonlySet<unknown> = new Set([239, 246]);
const MAX_ATTEMPTS = 3;
const RETRY_DELAY_MS = 50;

/**
 * Runs reads that all see the database as it was at one moment, the moment of the first. Unlike a transaction it holds
 * no lock and has no limit of seconds: the server keeps the moment for its history window, five minutes unless told.
 * `work` only finds and aggregates. It runs again when the database was away or the moment is gone meanwhile. Raises
 * `service.unavailable` when the database stays away, and whatever else `work` raises.
 */
export async function readSnapshot<T>(bridge: SessionBridge, work: () => Promise<T>): Promise<T> {
  if (bridge.isInside()) return work();
  const budget = startBudget();
  for (let tries = 1; ; tries += 1) {
    const session = bridge.client.startSession({ snapshot: true });
    try {
      return await bridge.run(session, work);
    } catch (error) {
      const away = isDatabaseUnavailable(error);
      if (away && (isClosed(error) || !budget.hasTime("unavailable"))) throw temporarilyUnavailable(1);
      if (!away && !(isGone(error) && tries < MAX_ATTEMPTS)) throw error;
      await sleep(RETRY_DELAY_MS);
    } finally {
      await session.endSession();
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof MongoError && SNAPSHOT_GONE_CODES.has(error.code);
}
