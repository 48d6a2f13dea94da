import type { DatabaseSync, StatementSync } from "node:sqlite";
import { StorageError } from "./types.ts";

const SQLITE_FULL = 13;

function storageError(cause: unknown): StorageError {
  const { errcode, code } = cause as { errcode?: number; code?: string };
  const full = errcode === SQLITE_FULL || code === "ENOSPC";
  return new StorageError(full ? "The disk is full" : "The disk refused a write", full, cause);
}

/** Somebody who waits for durability; not everybody has anyone who listens, so a failure alone must not end the process. */
function createWaiter(): PromiseWithResolvers<void> {
  const waiter = Promise.withResolvers<void>();
  waiter.promise.catch(() => undefined);
  return waiter;
}

/**
 * Makes writes durable in groups. The writes of one turn of the event loop are committed together, which only hands them
 * to the operating system; one sync at a time, outside the event loop, then brings all that was committed to the disk.
 */
export class WriteGroup {
  readonly #db: DatabaseSync;
  readonly #sync: () => Promise<void>;
  readonly #listeners: (() => void)[] = [];
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
        this.lastLoss = storageError(error);
        for (const group of groups) group.reject(this.lastLoss);
      }
    }
    this.#syncing = undefined;
  }

  #lose(cause: unknown): StorageError {
    const group = this.#open;
    this.#open = undefined;
    if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    const error = storageError(cause);
    this.lastLoss = error;
    for (const listener of this.#listeners) listener();
    group?.reject(error);
    return error;
  }

  /** Resolves when everything written so far is durable, but for what was lost before. */
  async flushed(): Promise<void> {
    // Groups are synced in order, so the newest one speaks for all before it.
    const newest = this.#open ?? this.#committed.at(-1);
    await (newest ? newest.promise : this.#syncing);
  }

  onLost(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
