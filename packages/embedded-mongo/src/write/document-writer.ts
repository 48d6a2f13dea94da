import type { Doc } from "../bson/index.ts";
import { assertDocumentSize } from "../bson/index.ts";
import type { Catalog, Collection, DocumentKeys, Index } from "../catalog/index.ts";
import { namespaceOf } from "../catalog/index.ts";
import type { Change, ChangedNamespace, ChangeLog } from "../changes/index.ts";
import { MongoError } from "../errors.ts";
import type { Match } from "../read/index.ts";
import {
  documentLock,
  HeldByTransaction,
  keyLock,
  type Locks,
  type Transaction,
  writeConflict,
} from "../sessions/index.ts";
import type { Changes, Store, View } from "../storage/index.ts";
import { recount } from "./capped-limits.ts";
import { duplicateKey } from "./duplicate-key.ts";

/** What documents are written to. */
interface WriterDependencies {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly locks: Locks;
  readonly changes: ChangeLog;
}

/** A document with its bytes. */
export interface Written {
  readonly doc: Doc;
  readonly body: Uint8Array;
  /** Whether the document replaces another as a whole: change streams report `replace` then. */
  readonly isReplacement?: boolean;
}

/** Where a change of a collection happened, for change streams. */
export function changedNamespaceOf({ db, name, uuid }: Collection): ChangedNamespace {
  return { db, collection: name, uuid };
}

function sameKeys(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((key, i) => Buffer.compare(key, b[i] ?? key) === 0);
}

function without(keys: readonly Uint8Array[], others: readonly Uint8Array[]): readonly Uint8Array[] {
  if (others.length === 0 || keys.length === 0) return keys;
  const known = new Set(others.map((key) => Buffer.from(key).toString("latin1")));
  return keys.filter((key) => !known.has(Buffer.from(key).toString("latin1")));
}

/** The change of one document's keys in one index. */
interface KeyChange {
  readonly index: Index;
  readonly added: readonly Uint8Array[];
  readonly removed: readonly Uint8Array[];
  readonly arrays: number;
}

const NO_KEYS: DocumentKeys = { keys: [], arrays: 0 };

function keyChanges(collection: Collection, before: Doc | undefined, after: Doc | undefined): KeyChange[] {
  return collection.indexes.flatMap((index) => {
    const old = before ? index.keysOf(before).keys : NO_KEYS.keys;
    const now = after ? index.keysOf(after) : NO_KEYS;
    if (sameKeys(old, now.keys)) return [];
    return { index, added: without(now.keys, old), removed: without(old, now.keys), arrays: now.arrays };
  });
}

/**
 * Writes single documents with their index entries, inside a transaction or outside. Each call checks everything
 * before it changes anything: it raises 11000 for a second holder of a unique key, in a transaction 112 for what somebody
 * else changed, outside `HeldByTransaction` for what an open transaction holds.
 */
export class DocumentWriter {
  readonly #deps: WriterDependencies;
  readonly #transaction: Transaction | undefined;

  constructor(deps: WriterDependencies, transaction?: Transaction) {
    this.#deps = deps;
    this.#transaction = transaction;
  }

  /** The state that is written to. */
  get view(): View & Changes {
    return this.#transaction?.view ?? this.#deps.store.writer;
  }

  /** The moment of that state, for the planner. */
  get moment(): number {
    return this.#transaction?.moment ?? Infinity;
  }

  insert(collection: Collection, { doc, body }: Written): number {
    this.#assertUsable(collection, body);
    const changes = keyChanges(collection, undefined, doc);
    this.#checkUnique(collection, changes, { doc, rid: undefined });
    const rid = this.#deps.store.nextRid(collection.number);
    this.#transaction?.lock(documentLock(collection.number, rid));
    this.#apply(collection, changes, rid);
    this.view.put(collection.number, rid, body);
    this.#transaction?.assertSize();
    if (this.#isWatched)
      this.#note({ kind: "insert", at: changedNamespaceOf(collection), after: doc }, body.length);
    return rid;
  }

  replace(collection: Collection, before: Match, { doc, body, isReplacement = false }: Written): void {
    this.#assertUsable(collection, body);
    this.claim(collection, before.rid);
    const changes = keyChanges(collection, before.doc, doc);
    this.#checkUnique(collection, changes, { doc, rid: before.rid });
    this.#apply(collection, changes, before.rid);
    this.view.put(collection.number, before.rid, body);
    if (collection.options.capped) recount(collection);
    this.#transaction?.assertSize();
    if (!this.#isWatched) return;
    const at = changedNamespaceOf(collection);
    const change: Change = isReplacement
      ? { kind: "replace", at, after: doc }
      : { kind: "update", at, before: before.doc, after: doc };
    this.#note(change, body.length);
  }

  remove(collection: Collection, before: Match): void {
    this.#assertUsable(collection);
    this.claim(collection, before.rid);
    this.#apply(collection, keyChanges(collection, before.doc, undefined), before.rid);
    this.view.remove(collection.number, before.rid);
    if (collection.options.capped) recount(collection);
    if (this.#isWatched)
      this.#note(
        { kind: "delete", at: changedNamespaceOf(collection), before: before.doc },
        before.body.length,
      );
  }

  get #isWatched(): boolean {
    // A stream that is opened before a transaction commits reports all of it.
    return this.#transaction !== undefined || this.#deps.changes.isRecording;
  }

  /** A transaction's changes are reported when it commits. */
  #note(change: Change, bytes: number): void {
    if (this.#transaction) this.#transaction.changes.push(change);
    else this.#deps.changes.append([change], bytes);
  }

  /** Raises if another transaction holds the document, and in a transaction locks it until its end. */
  claim(collection: Collection, rid: number): void {
    const { locks, store } = this.#deps;
    const transaction = this.#transaction;
    if (!transaction) {
      const holder = locks.isEmpty() ? undefined : locks.holderOf(documentLock(collection.number, rid));
      if (holder) throw new HeldByTransaction(holder);
      return;
    }
    const lock = documentLock(collection.number, rid);
    if (locks.holderOf(lock) === transaction) return;
    transaction.lock(lock);
    const mine = transaction.view.original(collection.number, rid);
    const newest = store.writer.get(collection.number, rid);
    if (!mine || !newest || Buffer.compare(mine, newest) !== 0) throw writeConflict();
  }

  #assertUsable(collection: Collection, body?: Uint8Array): void {
    if (collection.dropped)
      throw new MongoError(175, `the collection ${namespaceOf(collection)} was dropped meanwhile`);
    if (body) assertDocumentSize(body);
  }

  #checkUnique(
    collection: Collection,
    changes: readonly KeyChange[],
    written: { doc: Doc; rid: number | undefined },
  ): void {
    for (const { index, added } of changes) {
      if (index.unique || index.prepareUnique)
        for (const key of added) this.#checkKey(collection, index, { key, ...written });
    }
  }

  #checkKey(
    collection: Collection,
    index: Index,
    { key, rid, doc }: { key: Uint8Array; rid: number | undefined; doc: Doc },
  ): void {
    const { locks, store } = this.#deps;
    const transaction = this.#transaction;
    if (transaction) transaction.lock(keyLock(index.number, key));
    else {
      const holder = locks.isEmpty() ? undefined : locks.holderOf(keyLock(index.number, key));
      if (holder) throw new HeldByTransaction(holder);
    }
    for (const other of this.view.holders(index.number, key)) {
      if (other === rid) continue;
      const holder = transaction ? undefined : locks.holderOf(documentLock(collection.number, other));
      if (holder) throw new HeldByTransaction(holder);
      throw duplicateKey(collection, index, { doc, key });
    }
    if (!transaction) return;
    for (const other of store.writer.holders(index.number, key)) {
      // Documents this transaction holds gave the key up within it.
      if (other !== rid && locks.holderOf(documentLock(collection.number, other)) !== transaction)
        throw writeConflict();
    }
  }

  #apply(collection: Collection, changes: readonly KeyChange[], rid: number): void {
    const { view } = this;
    for (const { index, added, removed, arrays } of changes) {
      if ((arrays & ~index.arrays) !== 0) this.#markArrays(collection, index, arrays);
      for (const key of removed) view.removeKey(index.number, key, rid);
      for (const key of added) view.addKey(index.number, key, rid);
    }
  }

  #markArrays(collection: Collection, index: Index, arrays: number): void {
    index.arrays |= arrays;
    if (!this.#transaction?.isNew(collection)) this.#deps.catalog.save(collection);
  }
}
