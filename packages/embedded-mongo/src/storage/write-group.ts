import type { DatabaseSync } from "node:sqlite";
import { StorageError } from "./types.ts";

const SQLITE_FULL = 13;

/** Collects the writes of one turn of the event loop into one durable commit. */
export class WriteGroup {
  readonly #db: DatabaseSync;
  readonly #listeners: (() => void)[] = [];
  #open: PromiseWithResolvers<void> | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
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
    this.#db.exec("BEGIN IMMEDIATE");
    this.#open = Promise.withResolvers();
    // Whoever waits for the group gets its error; a group nobody waits for must not end the process.
    this.#open.promise.catch(() => undefined);
    setImmediate(() => this.flush());
  }

  /** Commits what was collected. */
  flush(): void {
    const group = this.#open;
    if (!group) return;
    try {
      this.#db.exec("COMMIT");
      this.#open = undefined;
      group.resolve();
    } catch (error) {
      this.#lose(error);
    }
  }

  #lose(cause: unknown): StorageError {
    const group = this.#open;
    this.#open = undefined;
    if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    const full = (cause as { errcode?: number }).errcode === SQLITE_FULL;
    const error = new StorageError(full ? "The disk is full" : "The disk refused a write", full, cause);
    for (const listener of this.#listeners) listener();
    group?.reject(error);
    return error;
  }

  /** Resolves when everything collected so far is durable. */
  flushed(): Promise<void> {
    return this.#open?.promise ?? Promise.resolve();
  }

  onLost(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
