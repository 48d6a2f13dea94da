import type { Catalog, Collection } from "../catalog/index.ts";
import { namespaceOf } from "../catalog/index.ts";
import type { Change, ChangeLog } from "../changes/index.ts";
import { MongoError } from "../errors.ts";
import type { Store } from "../storage/index.ts";
import { type LockHolder, type Locks, nameLock } from "./locks.ts";
import { Overlay } from "./overlay.ts";

const TRANSIENT = { labels: ["TransientTransactionError"] };
const MAX_TRANSACTION_BYTES = 64 * 1024 * 1024;
/** Longer than a driver takes to reconnect and ask for a commit again after a broken connection. */
const ABANDONED_AFTER_MS = 1000;

/** Two transactions, or a transaction and a plain write, changed the same thing (112, to be tried again). */
export function writeConflict(): MongoError {
  return new MongoError(
    112,
    "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.",
    TRANSIENT,
  );
}

/** The transaction a statement names is not open (251, to be tried again as a whole). */
export function noSuchTransaction(number: bigint, reason: string): MongoError {
  return new MongoError(251, `Given transaction number ${number} ${reason}`, TRANSIENT);
}

/** Whoever sends statements: a connection, as far as transactions care. */
interface StatementSender {
  /** When it went away; undefined while it is there. */
  readonly closedAtMs: number | undefined;
}

/** What a transaction works on. */
export interface TransactionDependencies {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly locks: Locks;
  readonly changes: ChangeLog;
  /** Whether abandoned and idle transactions are kept until the limit, as MongoDB does (`--strict`). */
  readonly isStrict?: boolean;
}

/**
 * A multi-document transaction with snapshot isolation: it reads one snapshot, keeps its changes to itself and locks
 * what it changes until it ends. The first to change a document wins; the other gets a write conflict at once.
 */
export class Transaction implements LockHolder {
  readonly number: bigint;
  readonly startedAt = Date.now();
  #lastUseMs = Date.now();
  #running = 0;
  readonly #senders = new Set<StatementSender>();
  readonly view: Overlay;
  /** The moment of its snapshot. */
  readonly moment: number;
  /** Resolves when it is over, however it ended. */
  readonly ended: Promise<void>;
  /** Collections it read or wrote; changes of their structure wait for it. */
  readonly touched = new Set<Collection>();
  /** What it did, for change streams, if anybody watches. */
  readonly changes: Change[] = [];
  /** The level it was begun with; not every command runs at each. */
  readConcern = "local";
  state: "open" | "committed" | "aborted" = "open";
  readonly #deps: TransactionDependencies;
  readonly #held = new Set<string>();
  readonly #created = new Map<string, Collection>();
  readonly #end: () => void;

  constructor(number: bigint, deps: TransactionDependencies) {
    this.number = number;
    this.#deps = deps;
    this.moment = deps.catalog.moment();
    this.view = new Overlay(deps.store.snapshot());
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  /** Takes a lock that nobody else may have (112 WriteConflict). */
  lock(name: string): void {
    const { locks } = this.#deps;
    const holder = locks.holderOf(name);
    if (holder === this) return;
    if (holder) throw writeConflict();
    locks.take(name, this);
    this.#held.add(name);
  }

  /** A collection as this transaction sees it (246 if its structure is newer than the snapshot). */
  find(db: string, name: string): Collection | undefined {
    const collection = this.#created.get(`${db}.${name}`) ?? this.#deps.catalog.find(db, name);
    if (!collection) return undefined;
    if (collection.createdAt > this.moment && !this.isNew(collection)) {
      const reason = `Unable to read from a snapshot due to pending collection catalog changes to ${namespaceOf(collection)}; please retry the operation.`;
      throw new MongoError(246, reason, TRANSIENT);
    }
    this.#assertLockable(collection);
    this.touched.add(collection);
    return collection;
  }

  /** A transaction does not queue behind a change of structure, which may wait for it elsewhere (24, MongoDB waits 5 ms). */
  #assertLockable(collection: Collection): void {
    const { isStrict, locks } = this.#deps;
    const ns = namespaceOf(collection);
    if (!isStrict || this.touched.has(collection) || !locks.isStructureAwaited(ns)) return;
    throw new MongoError(24, `Unable to acquire lock on '${ns}' within 5ms.`, TRANSIENT);
  }

  /** Whether the collection was made inside this transaction. */
  isNew(collection: Collection): boolean {
    return this.#created.get(namespaceOf(collection)) === collection;
  }

  /** Makes a collection that nobody else sees before the commit. */
  create(collection: Collection): void {
    const { catalog } = this.#deps;
    this.lock(nameLock(collection.db, collection.name));
    if (catalog.find(collection.db, collection.name)) throw writeConflict();
    this.#created.set(namespaceOf(collection), collection);
    const { db, name, uuid } = collection;
    this.changes.push({ kind: "create", at: { db, collection: name, uuid }, description: {} });
    this.touched.add(collection);
  }

  /** Refuses to grow beyond what is kept in memory (257 TransactionTooLarge). */
  assertSize(): void {
    if (this.view.bytes > MAX_TRANSACTION_BYTES)
      throw new MongoError(
        257,
        `Total size of all transaction operations must be less than ${MAX_TRANSACTION_BYTES} bytes`,
      );
  }

  get hasChanges(): boolean {
    return !this.view.isEmpty || this.#created.size > 0;
  }

  /** Writes all changes to the newest state at once; `saveSessionRecord` adds to the same commit. Durable at the next flush. */
  commit(saveSessionRecord: () => void): void {
    const { store, catalog } = this.#deps;
    try {
      for (const collection of this.#created.values()) catalog.register(collection);
      this.view.applyTo(store.writer);
      saveSessionRecord();
      this.#deps.changes.append(this.changes, this.view.bytes);
      this.#finish("committed");
    } catch (error) {
      this.#finish("aborted");
      throw error;
    }
  }

  /** Whether no statement has used it for a while; its client may be gone. */
  isIdleFor(ms: number): boolean {
    return !this.#deps.isStrict && this.#running === 0 && Date.now() - this.#lastUseMs > ms;
  }

  /**
   * Whether every connection that sent a statement of it has been closed for a while. A driver that lost one connection asks
   * again on another, and then it is not; a client that died never does.
   */
  isAbandoned(): boolean {
    if (this.#deps.isStrict || this.#running > 0) return false;
    const limit = Date.now() - ABANDONED_AFTER_MS;
    return [...this.#senders].every(({ closedAtMs = Infinity }) => closedAtMs < limit);
  }

  /** Whether a statement is using it. */
  get isRunning(): boolean {
    return this.#running > 0;
  }

  /** A statement begins to use it. */
  enter(sender: StatementSender): void {
    this.#running += 1;
    this.#senders.add(sender);
  }

  /** A statement has ended. */
  leave(): void {
    this.#running -= 1;
    this.#lastUseMs = Date.now();
  }

  /** Forgets all changes. Does nothing when it has ended already. */
  abort(): void {
    if (this.state === "open") this.#finish("aborted");
  }

  #finish(state: "committed" | "aborted"): void {
    this.state = state;
    this.view.close();
    this.#deps.locks.release(this.#held);
    this.touched.clear();
    this.#senders.clear();
    this.#end();
  }
}
