export { documentLock, HeldByTransaction, keyLock, Locks, nameLock } from "./locks.ts";
export type { Outcome } from "./remembered.ts";
export type { Session } from "./session.ts";
export { SESSION_TIMEOUT_MINUTES, Sessions } from "./sessions.ts";
export { noSuchTransaction, Transaction, writeConflict } from "./transaction.ts";
