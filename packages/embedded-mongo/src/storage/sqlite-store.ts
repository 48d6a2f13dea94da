import { closeSync, constants, fdatasync as fdatasyncByCallback, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { Checkpoints } from "./checkpoints.ts";
import { Readers } from "./readers.ts";
import { createTables, createView, rowAfter, rowOf, type Statement, statementCache } from "./statements.ts";
import { FolderInUseError, type Store, type Writer } from "./types.ts";
import { settleLog } from "./wal-file.ts";
import { WriteGroup } from "./write-group.ts";

const SETTINGS = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -24000;
PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 0;`;

const fdatasync = promisify(fdatasyncByCallback);

/** Settings of the store that only tests change. */
export interface StoreOptions {
  /** The most pages the data file may have: a full disk, for tests. */
  readonly maxPages?: number;
  /** What the next sync fails with, if anything: a broken disk, for tests. */
  readonly faultOfSync?: () => Error | undefined;
}

/**
 * Opens the data folder with SQLite. Its log keeps the data file sound whatever happens; what is flushed is synced in that
 * log by ourselves, outside the event loop, and so survives a power cut. Raises `FolderInUseError` when another process owns the folder.
 */
export function openSqliteStore(folder: string, options: StoreOptions = {}): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = takeOwnership(folder);
  const file = join(folder, "data.sqlite");
  settleLog(`${file}-wal`);
  const db = new DatabaseSync(file);
  db.exec(SETTINGS);
  createTables(db);
  if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(options.maxPages)}`);
  const wal = openSync(`${file}-wal`, constants.O_RDWR | constants.O_CREAT, 0o600);
  const group = new WriteGroup(db, async () => {
    const fault = options.faultOfSync?.();
    if (fault) throw fault;
    await fdatasync(wal);
    checkpoints.consider();
  });
  const checkpoints = new Checkpoints(db, { file, wal, onFailure: (cause) => group.fail(cause) });
  const readers = new Readers(file);
  const statement = statementCache(db);
  return {
    writer: createWriter(group, statement),
    snapshot: () => readers.open(),
    records: (kind) => recordsOf(statement, kind),
    record(kind, id) {
      const row = statement("SELECT value FROM records WHERE kind = ? AND id = ?").get(kind, id);
      return row?.value as Uint8Array | undefined;
    },
    nextRid: createPlaces(statement),
    flushed: () => group.flushed(),
    get lastLoss() {
      return group.lastLoss;
    },
    onLost: (listener) => group.onLost(listener),
    onFailure: (listener) => group.onFailure(listener),
    async close() {
      // Closing moves the log to the data file; after a failed sync that would be to trust what is not on the disk.
      if (group.failure) {
        await checkpoints.close();
        return;
      }
      group.commit();
      await group.flushed();
      await checkpoints.close();
      closeSync(wal);
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

function* recordsOf(statement: Statement, kind: string): Generator<{ id: string; value: Uint8Array }> {
  for (const row of statement("SELECT id, value FROM records WHERE kind = ?").all(kind)) {
    yield { id: String(row.id), value: row.value as Uint8Array };
  }
}

/** Places are given out once per run, also to writes that are lost, so that no two documents meet in one. */
function createPlaces(statement: Statement): (collection: number) => number {
  const last = new Map<number, number>();
  const stored = (collection: number): number => {
    const sql = "SELECT max(id) AS id FROM docs WHERE id >= ? AND id < ?";
    const id = statement(sql).get(rowOf(collection, 0), rowAfter(collection))?.id;
    return typeof id === "number" ? id - rowOf(collection, 0) : 0;
  };
  return (collection) => {
    const next = (last.get(collection) ?? stored(collection)) + 1;
    last.set(collection, next);
    return next;
  };
}

function createWriter(group: WriteGroup, statement: Statement): Writer {
  const run = (sql: string, ...values: (string | number | Uint8Array)[]): void =>
    group.run(() => statement(sql).run(...values));
  const clear = (sql: string, ...values: number[]): boolean => {
    let changed = 0;
    group.run(() => {
      changed = Number(statement(sql).run(...values).changes);
    });
    return changed > 0;
  };
  return {
    ...createView(statement),
    put: (collection, rid, body) =>
      run("INSERT OR REPLACE INTO docs(id, body) VALUES (?, ?)", rowOf(collection, rid), body),
    remove: (collection, rid) => run("DELETE FROM docs WHERE id = ?", rowOf(collection, rid)),
    addKey: (index, key, rid) =>
      run("INSERT OR IGNORE INTO keys(idx, key, rid) VALUES (?, ?, ?)", index, key, rid),
    removeKey: (index, key, rid) =>
      run("DELETE FROM keys WHERE idx = ? AND key = ? AND rid = ?", index, key, rid),
    clearCollection: (collection, limit) =>
      clear(
        "DELETE FROM docs WHERE id IN (SELECT id FROM docs WHERE id >= ? AND id < ? LIMIT ?)",
        rowOf(collection, 0),
        rowAfter(collection),
        limit,
      ),
    clearIndex: (index, limit) =>
      clear(
        "DELETE FROM keys WHERE (idx, key, rid) IN (SELECT idx, key, rid FROM keys WHERE idx = ? LIMIT ?)",
        index,
        limit,
      ),
    putRecord(kind, id, value) {
      if (value === undefined) run("DELETE FROM records WHERE kind = ? AND id = ?", kind, id);
      else run("INSERT OR REPLACE INTO records(kind, id, value) VALUES (?, ?, ?)", kind, id, value);
    },
  };
}
