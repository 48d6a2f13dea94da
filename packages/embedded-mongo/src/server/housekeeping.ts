import type { Connections } from "./connections.ts";
import { expire } from "./expiry.ts";
import type { ServerState } from "./state.ts";

const SWEEP_INTERVAL_MS = 1000;
const TTL_INTERVAL_MS = 60_000;

/** Settings of the periodic work. */
export interface HousekeepingOptions {
  /** How often documents whose time is over are looked for. */
  readonly expiryIntervalMs?: number;
}

/** Starts the periodic work: closes idle cursors, sessions and transactions, removes expired documents. Call the result to stop. */
export function startHousekeeping(
  server: ServerState,
  connections: Connections,
  { expiryIntervalMs = TTL_INTERVAL_MS }: HousekeepingOptions = {},
): () => void {
  const sweep = setInterval(() => {
    connections.sweep();
    server.cursors.sweep();
    server.snapshots.sweep();
    server.sessions.sweepTransactions();
  }, SWEEP_INTERVAL_MS);
  const forget = setInterval(() => server.sessions.sweep(), TTL_INTERVAL_MS);
  let isExpiring = false;
  const expiry = setInterval(() => {
    if (isExpiring) return;
    isExpiring = true;
    void expire(server).finally(() => {
      isExpiring = false;
    });
  }, expiryIntervalMs);
  return () => {
    clearInterval(sweep);
    clearInterval(forget);
    clearInterval(expiry);
  };
}
