import type { Collection } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import { StorageError } from "../storage/index.ts";
import { Session } from "./session.ts";
import { deleteSessionRecord, deleteSessionRecordsBefore } from "./session-record.ts";
import type { Transaction, TransactionDependencies } from "./transaction.ts";

const SESSION_MINUTES = 30;
const MAX_REAPER_INTERVAL_S = 60;
const MAX_SESSIONS = 100_000;

/** How long a transaction may last: shorter than MongoDB's 60 s, because others wait for what it holds. */
const DEFAULT_TRANSACTION_LIMIT_S = 5;

/** How long an idle session lives, as `hello` reports it. */
export const SESSION_TIMEOUT_MINUTES = SESSION_MINUTES;

/** The sessions of all drivers. */
export class Sessions {
  readonly #deps: TransactionDependencies;
  readonly #sessions = new Map<string, Session>();
  #sweptAtMs = Date.now();
  /** How long a transaction that has written may last, in seconds; `setParameter` changes it. */
  transactionLimitS = DEFAULT_TRANSACTION_LIMIT_S;

  constructor(deps: TransactionDependencies) {
    this.#deps = deps;
    deps.store.onLost(() => {
      for (const session of this.#sessions.values()) session.reload();
    });
  }

  /** The session of this id; a new one if it was never met (or forgotten since). */
  open(id: string): Session {
    const known = this.#sessions.get(id);
    if (known) {
      known.lastUseMs = Date.now();
      return known;
    }
    if (this.#sessions.size >= MAX_SESSIONS)
      throw new MongoError(261, "cannot add session into the cache: too many sessions");
    const made = new Session(id, this.#deps);
    this.#sessions.set(id, made);
    return made;
  }

  /** Ids of the sessions in memory. */
  ids(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  /** Ends a session: its open transaction is aborted and nothing of it is remembered. */
  end(id: string): void {
    this.#sessions.get(id)?.transaction?.abort();
    this.#sessions.delete(id);
    deleteSessionRecord(this.#deps.store, id);
  }

  /** Aborts a session's open transaction. */
  kill(id: string): void {
    this.#sessions.get(id)?.transaction?.abort();
  }

  /** An open transaction that has touched a collection. */
  userOf(collection: Collection): Transaction | undefined {
    for (const { transaction } of this.#sessions.values())
      if (transaction?.state === "open" && transaction.touched.has(collection)) return transaction;
    return undefined;
  }

  /** Aborts all open transactions. */
  killAll(): void {
    for (const id of this.#sessions.keys()) this.kill(id);
  }

  /**
   * Aborts transactions that are open too long: others wait for their snapshots and locks. MongoDB looks for them only every
   * half of the limit, and passes by those at work.
   */
  sweepTransactions(nowMs = Date.now()): void {
    const { isStrict } = this.#deps;
    if (isStrict && nowMs - this.#sweptAtMs < this.#reaperMs) return;
    this.#sweptAtMs = nowMs;
    for (const { transaction } of this.#sessions.values()) {
      if (transaction?.state !== "open" || (isStrict && transaction.isRunning)) continue;
      if (nowMs - transaction.startedAt > this.transactionLimitS * 1000) transaction.abort();
    }
  }

  get #reaperMs(): number {
    return Math.min(Math.max(this.transactionLimitS / 2, 1), MAX_REAPER_INTERVAL_S) * 1000;
  }

  /** Forgets sessions idle too long. */
  sweep(nowMs = Date.now()): void {
    for (const [id, session] of this.#sessions) {
      const { transaction } = session;
      if (nowMs - session.lastUseMs > SESSION_MINUTES * 60_000 && transaction?.state !== "open")
        this.#sessions.delete(id);
    }
    try {
      deleteSessionRecordsBefore(this.#deps.store, nowMs - SESSION_MINUTES * 60_000);
    } catch (error) {
      // Housekeeping may wait for a disk that is not full.
      if (!(error instanceof StorageError)) throw error;
    }
  }
}
