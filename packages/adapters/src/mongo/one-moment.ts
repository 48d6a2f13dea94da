import { setTimeout as sleep } from "node:timers/promises";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import { MongoError } from "mongodb";
import type { SessionBridge } from "./bridge.ts";
import { isAway, isClosed } from "./driver-errors.ts";
import { startBudget } from "./time-budget.ts";

/** The moment is older than what the server keeps, or a collection was changed since: another moment may be read. */
const MOMENT_GONE: ReadonlySet<unknown> = new Set([239, 246]);
const TRIES = 3;
const PAUSE_MS = 50;

/**
 * Runs reads that all see the database as it was at one moment, the moment of the first. Unlike a transaction it holds
 * no lock and has no limit of seconds: the server keeps the moment for its history window, five minutes unless told.
 * `work` only finds and aggregates. It runs again when the database was away or the moment is gone meanwhile. Raises
 * `service.unavailable` when the database stays away, and whatever else `work` raises.
 */
export async function readAtOneMoment<T>(bridge: SessionBridge, work: () => Promise<T>): Promise<T> {
  if (bridge.isInside()) return work();
  const budget = startBudget();
  for (let tries = 1; ; tries += 1) {
    const session = bridge.client.startSession({ snapshot: true });
    try {
      return await bridge.run(session, work);
    } catch (error) {
      const away = isAway(error);
      if (away && (isClosed(error) || !budget.hasTime("away"))) throw temporarilyUnavailable(1);
      if (!away && !(isGone(error) && tries < TRIES)) throw error;
      await sleep(PAUSE_MS);
    } finally {
      await session.endSession();
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof MongoError && MOMENT_GONE.has(error.code);
}
