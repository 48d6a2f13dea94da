export { documentLock, HeldByTransaction, keyLock, Locks, nameLock } from "./locks.ts";
export type { Outcome, Outcomes } from "./outcomes.ts";
export type { Session } from "./session.ts";
export { SESSION_TIMEOUT_MINUTES, Sessions } from "./sessions.ts";
export { Transaction, writeConflict } from "./transaction.ts";
