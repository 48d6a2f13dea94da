import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Entry, KeyRange, View } from "./types.ts";

/** A document's row number is its collection's number and its own place side by side. */
const RIDS_PER_COLLECTION = 2 ** 32;
const FIRST_PAGE_ROWS = 16;
const LATER_PAGE_ROWS = 512;
const EMPTY = new Uint8Array(0);
/** Above every key: the first byte of a key is a type's rank or its inverse, and no rank is 0. */
const ABOVE_ALL = new Uint8Array([255, 255]);

const SCHEMA = `
CREATE TABLE IF NOT EXISTS docs(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS keys(idx INTEGER, key BLOB, rid INTEGER, PRIMARY KEY(idx, key, rid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records(kind TEXT, id TEXT, value BLOB, PRIMARY KEY(kind, id)) WITHOUT ROWID;
`;

/** Makes the tables of a new data file. */
export function createTables(db: DatabaseSync): void {
  db.exec(SCHEMA);
}

/** The row number of a document. */
export function rowOf(collection: number, rid: number): number {
  return collection * RIDS_PER_COLLECTION + rid;
}

/** The first row number that belongs to no document of the collection. */
export function rowAfter(collection: number): number {
  return (collection + 1) * RIDS_PER_COLLECTION;
}

/** Runs SQL by its text. */
export type Statement = (sql: string) => StatementSync;

/** Statements are compiled at their first use and kept: parsing SQL costs more than running it. */
export function statementCache(db: DatabaseSync): Statement {
  const cache = new Map<string, StatementSync>();
  return (sql) => {
    const known = cache.get(sql);
    if (known) return known;
    const made = db.prepare(sql);
    cache.set(sql, made);
    return made;
  };
}

/**
 * A view over one connection: of its open transaction, or of the newest state. Scans read in batches, so that no
 * statement stays open between two rows and the state may change under them.
 */
export function createView(statement: Statement): View {
  return {
    get(collection, rid) {
      const row = statement("SELECT body FROM docs WHERE id = ?").get(rowOf(collection, rid));
      return row?.body as Uint8Array | undefined;
    },
    rids: (collection, options = {}) => scanRids(statement, collection, options),
    entries: (index, range, reverse = false) => scanEntries(statement, index, { ...range, reverse }),
    holders(index, key) {
      const rows = statement("SELECT rid FROM keys WHERE idx = ? AND key = ? LIMIT 2").all(index, key);
      return rows.map((row) => Number(row.rid));
    },
    countEntries(index, { lower, upper }) {
      const sql = "SELECT count(*) AS n FROM keys WHERE idx = ? AND key >= ? AND key < ?";
      return Number(statement(sql).get(index, lower ?? EMPTY, upper ?? ABOVE_ALL)?.n ?? 0);
    },
  };
}

/** SQL is written out once: text made anew at each use would have to be hashed anew to find its statement. */
const RIDS_ASCENDING = "SELECT id FROM docs WHERE id >= ? AND id < ? ORDER BY id ASC LIMIT ?";
const RIDS_DESCENDING = "SELECT id FROM docs WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?";
const ENTRIES = "SELECT key, rid FROM keys WHERE idx = ? AND";
const ENTRIES_ASCENDING = {
  first: `${ENTRIES} key >= ? AND key < ? ORDER BY key ASC, rid ASC LIMIT ?`,
  later: `${ENTRIES} key < ? AND (key, rid) > (?, ?) ORDER BY key ASC, rid ASC LIMIT ?`,
};
const ENTRIES_DESCENDING = {
  first: `${ENTRIES} key >= ? AND key < ? ORDER BY key DESC, rid DESC LIMIT ?`,
  later: `${ENTRIES} key >= ? AND (key, rid) < (?, ?) ORDER BY key DESC, rid DESC LIMIT ?`,
};

function* scanRids(
  statement: Statement,
  collection: number,
  { after, reverse = false }: { after?: number; reverse?: boolean },
): Generator<number> {
  let lower = rowOf(collection, after === undefined ? 0 : after + 1);
  let upper = rowAfter(collection);
  const prepared = statement(reverse ? RIDS_DESCENDING : RIDS_ASCENDING);
  for (let size = FIRST_PAGE_ROWS; ; size = LATER_PAGE_ROWS) {
    const rows = prepared.all(lower, upper, size);
    for (const row of rows) yield Number(row.id) - rowOf(collection, 0);
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    if (reverse) upper = Number(last.id);
    else lower = Number(last.id) + 1;
  }
}

function* scanEntries(
  statement: Statement,
  index: number,
  { lower = EMPTY, upper = ABOVE_ALL, reverse }: KeyRange & { reverse: boolean },
): Generator<Entry> {
  const { first, later } = reverse ? ENTRIES_DESCENDING : ENTRIES_ASCENDING;
  let rows = statement(first).all(index, lower, upper, FIRST_PAGE_ROWS);
  for (let size = FIRST_PAGE_ROWS; ; size = LATER_PAGE_ROWS) {
    let last: Entry | undefined;
    for (const row of rows) {
      last = { key: row.key as Uint8Array, rid: Number(row.rid) };
      yield last;
    }
    if (last === undefined || rows.length < size) return;
    rows = statement(later).all(index, reverse ? lower : upper, last.key, last.rid, LATER_PAGE_ROWS);
  }
}
