import type { Connections } from "./connections.ts";
import { expire } from "./expiry.ts";
import type { ServerState } from "./state.ts";

const SWEEP_MS = 1000;
const EXPIRY_MS = 60_000;

/** Settings of the work nobody asks for. */
export interface HousekeepingOptions {
  /** How often documents whose time is over are looked for. */
  readonly expiryIntervalMs?: number;
}

/** Starts the work nobody asks for: forgotten cursors, sessions and transactions, expired documents. Call the result to stop. */
export function startHousekeeping(
  server: ServerState,
  connections: Connections,
  { expiryIntervalMs = EXPIRY_MS }: HousekeepingOptions = {},
): () => void {
  const sweep = setInterval(() => {
    connections.sweep();
    server.cursors.sweep();
    server.snapshots.sweep();
    server.sessions.sweepTransactions();
  }, SWEEP_MS);
  const forget = setInterval(() => server.sessions.sweep(), EXPIRY_MS);
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
