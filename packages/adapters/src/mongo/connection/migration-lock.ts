import { setTimeout as sleep } from "node:timers/promises";
import type { Lease } from "./lease.ts";

/** How long the lease of a process that died while migrating keeps other processes waiting. */
export const MIGRATION_LEASE_MS = 30_000;
const RENEW_INTERVAL_MS = MIGRATION_LEASE_MS / 3;
const POLL_INTERVAL_MS = 250;

/**
 * Runs `work` while no other process runs its own under the same lease. Prisma's runner has no lock: two processes that
 * migrate at once would both find the same steps undone. Waits `waitMs` for the other, then raises.
 */
export async function runUnderLease<T>(lease: Lease, waitMs: number, work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + waitMs;
  while (!(await lease.hold())) {
    if (performance.now() >= giveUpAt)
      throw new Error("another process has been migrating the database for too long");
    await sleep(POLL_INTERVAL_MS);
  }
  // A renewal that fails is not the work's failure: the lease outlives two of them, and the next one tries again.
  const renewal = setInterval(() => void lease.hold().catch(() => undefined), RENEW_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await lease.release();
  }
}
