import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createTables, createView, statementCache } from "./statements.ts";
import type { Snapshot, Store, Writer } from "./types.ts";

const MAX_IDLE_READERS = 8;

/** The folder belongs to another running server. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/**
 * Opens the data folder with SQLite: WAL with full sync, so that what was flushed survives a power cut. Writes of one
 * turn of the event loop share one durable commit. Raises `FolderInUseError` when another process owns the folder.
 */
export function openSqliteStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = takeOwnership(folder);
  const file = join(folder, "data.sqlite");
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA journal_size_limit = 67108864;");
  createTables(db);
  const group = createGroup(db);
  const readers = createReaders(file);
  const statement = statementCache(db);
  const view = createView(db, statement);
  let rid = Number(statement("SELECT coalesce(max(rid), 0) AS n FROM docs").get()?.["n"] ?? 0);
  return {
    writer: createWriter(group.enter, statement, view),
    snapshot: readers.open,
    *records(kind) {
      for (const row of statement("SELECT id, value FROM records WHERE kind = ?").all(kind)) {
        yield { id: String(row["id"]), value: row["value"] as Uint8Array };
      }
    },
    record: (kind, id) => statement("SELECT value FROM records WHERE kind = ? AND id = ?").get(kind, id)?.["value"] as Uint8Array | undefined,
    nextRid: () => ++rid,
    flushed: group.flushed,
    close() {
      group.flush();
      readers.close();
      db.close();
      owner.close();
    },
  };
}

/** A lock that the operating system drops with its owner, however it dies. */
function takeOwnership(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, "owner.sqlite"), { timeout: 0 });
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
    return lock;
  } catch (cause) {
    lock.close();
    throw new FolderInUseError(`The data folder ${folder} is in use by another server.`, { cause });
  }
}

function createWriter(enter: () => void, statement: ReturnType<typeof statementCache>, view: ReturnType<typeof createView>): Writer {
  const run = (sql: string, ...values: (string | number | Uint8Array)[]): void => {
    enter();
    statement(sql).run(...values);
  };
  return {
    ...view,
    put: (collection, rid, body) => run("INSERT OR REPLACE INTO docs(coll, rid, body) VALUES (?, ?, ?)", collection, rid, body),
    remove: (collection, rid) => run("DELETE FROM docs WHERE coll = ? AND rid = ?", collection, rid),
    addKey: (index, key, rid) => run("INSERT OR IGNORE INTO keys(idx, key, rid) VALUES (?, ?, ?)", index, key, rid),
    removeKey: (index, key, rid) => run("DELETE FROM keys WHERE idx = ? AND key = ? AND rid = ?", index, key, rid),
    dropCollection: (collection) => run("DELETE FROM docs WHERE coll = ?", collection),
    dropIndex: (index) => run("DELETE FROM keys WHERE idx = ?", index),
    putRecord(kind, id, value) {
      if (value === undefined) run("DELETE FROM records WHERE kind = ? AND id = ?", kind, id);
      else run("INSERT OR REPLACE INTO records(kind, id, value) VALUES (?, ?, ?)", kind, id, value);
    },
  };
}

/** Collects the writes of one turn into one commit; whoever waits is told when the commit is on disk. */
function createGroup(db: DatabaseSync): { enter(): void; flush(): void; flushed(): Promise<void> } {
  let open: PromiseWithResolvers<void> | undefined;
  const flush = (): void => {
    const group = open;
    if (!group) return;
    open = undefined;
    try {
      db.exec("COMMIT");
      group.resolve();
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      group.reject(error);
    }
  };
  return {
    enter() {
      if (open) return;
      db.exec("BEGIN IMMEDIATE");
      open = Promise.withResolvers();
      open.promise.catch(() => {});
      setImmediate(flush);
    },
    flush,
    flushed: () => open?.promise ?? Promise.resolve(),
  };
}

/** Reading connections, each with its own snapshot while it is lent out. */
function createReaders(file: string): { open(): Snapshot; close(): void } {
  type Reader = { db: DatabaseSync; view: ReturnType<typeof createView> };
  const idle: Reader[] = [];
  const lent = new Set<Reader>();
  const make = (): Reader => {
    const db = new DatabaseSync(file, { readOnly: true });
    db.exec("PRAGMA cache_size = -8000");
    return { db, view: createView(db) };
  };
  const giveBack = (reader: Reader): void => {
    if (!lent.delete(reader)) return;
    reader.db.exec("ROLLBACK");
    if (idle.length < MAX_IDLE_READERS) idle.push(reader);
    else reader.db.close();
  };
  return {
    open() {
      const reader = idle.pop() ?? make();
      lent.add(reader);
      // The snapshot is taken by the first read, not by BEGIN.
      reader.db.exec("BEGIN; SELECT 1 FROM records LIMIT 1;");
      return { ...reader.view, close: () => giveBack(reader) };
    },
    close() {
      for (const reader of [...idle, ...lent]) reader.db.close();
    },
  };
}
