import type { DatabaseSync, StatementSync } from "node:sqlite";
import { StorageError } from "./types.ts";

const SQLITE_FULL = 13;
/** What SQLite reports when a sync of its own failed, of a file or of a folder. */
const SQLITE_SYNC_FAILURES = new Set([1034, 1290]);

function storageError(cause: unknown): StorageError {
  const { errcode, code } = cause as { errcode?: number; code?: string };
  const full = errcode === SQLITE_FULL || code === "ENOSPC";
  return new StorageError(full ? "The disk is full" : "The disk refused a write", full, cause);
}

/** Whether SQLite met a sync that failed. */
export function isSyncFailure(cause: unknown): boolean {
  return SQLITE_SYNC_FAILURES.has((cause as { errcode?: number }).errcode ?? 0);
}

function syncFailure(cause: unknown): StorageError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StorageError(`The disk could not keep what was written (${reason})`, false, cause);
}

/** A wait for durability. Not each has a listener, so a rejection alone must not end the process. */
function createWaiter(): PromiseWithResolvers<void> {
  const waiter = Promise.withResolvers<void>();
  waiter.promise.catch(() => undefined);
  return waiter;
}

/**
 * Makes writes durable in groups. The writes of one turn of the event loop are committed together, which only hands them
 * to the operating system; one sync at a time, outside the event loop, then brings all that was committed to the disk.
 *
 * A sync that fails is the end: the system may have dropped what it could not write and report the next sync as good, so
 * nothing that is written later could be vouched for. Only a new start, which reads the log from its beginning, can go on.
 */
export class WriteGroup {
  readonly #db: DatabaseSync;
  readonly #sync: () => Promise<void>;
  readonly #listeners: (() => void)[] = [];
  readonly #failureListeners: ((failure: StorageError) => void)[] = [];
  /** The failed sync after which nothing is taken or acknowledged any more. */
  failure: StorageError | undefined;
  /** The newest failure that undid writes, or left them without a sync. */
  lastLoss: StorageError | undefined;
  /** The group that still collects writes. */
  #open: PromiseWithResolvers<void> | undefined;
  /** Groups that are committed but not yet on the disk. */
  #committed: PromiseWithResolvers<void>[] = [];
  #syncing: Promise<void> | undefined;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;

  /** `sync` must bring everything committed before its call to the disk. */
  constructor(db: DatabaseSync, sync: () => Promise<void>) {
    this.#db = db;
    this.#sync = sync;
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#end = db.prepare("COMMIT");
  }

  /** Runs one write inside the group; a write that fails undoes the whole group, so that nothing is half done. */
  run(write: () => void): void {
    if (this.failure) throw this.failure;
    try {
      this.#enter();
      write();
    } catch (error) {
      throw this.#lose(error);
    }
  }

  #enter(): void {
    if (this.#open) return;
    this.#begin.run();
    this.#open = createWaiter();
    setImmediate(() => this.commit());
  }

  /** Commits what was collected and begins to bring it to the disk. */
  commit(): void {
    const group = this.#open;
    if (!group) return;
    if (this.failure) {
      this.#lose(this.failure);
      return;
    }
    try {
      this.#end.run();
    } catch (error) {
      this.#lose(error);
      return;
    }
    this.#open = undefined;
    this.#committed.push(group);
    this.#syncing ??= this.#syncAll();
  }

  async #syncAll(): Promise<void> {
    while (this.#committed.length > 0) {
      const groups = this.#committed;
      this.#committed = [];
      try {
        await this.#sync();
        for (const group of groups) group.resolve();
      } catch (error) {
        const failure = this.fail(error);
        for (const group of [...groups, ...this.#committed.splice(0)]) group.reject(failure);
      }
    }
    this.#syncing = undefined;
  }

  /** Records a failed sync: from now on every write and every wait is refused. Listeners are called before waits are rejected. */
  fail(cause: unknown): StorageError {
    if (this.failure) return this.failure;
    this.failure = syncFailure(cause);
    this.lastLoss = this.failure;
    for (const listener of this.#failureListeners) listener(this.failure);
    return this.failure;
  }

  /** Calls back once, when a sync has failed. */
  onFailure(listener: (failure: StorageError) => void): void {
    this.#failureListeners.push(listener);
  }

  #lose(cause: unknown): StorageError {
    const group = this.#open;
    this.#open = undefined;
    if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    if (isSyncFailure(cause)) this.fail(cause);
    const error = this.failure ?? storageError(cause);
    this.lastLoss = error;
    for (const listener of this.#listeners) listener();
    group?.reject(error);
    return error;
  }

  /** Resolves when everything written so far is durable, but for what was lost before. */
  async flushed(): Promise<void> {
    if (this.failure) throw this.failure;
    // Groups are synced in order, so the newest one speaks for all before it.
    const newest = this.#open ?? this.#committed.at(-1);
    await (newest ? newest.promise : this.#syncing);
  }

  onLost(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
