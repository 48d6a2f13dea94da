import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { KeyRange, Stored, View } from "./types.ts";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS docs(coll INTEGER, rid INTEGER, body BLOB, PRIMARY KEY(coll, rid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys(idx INTEGER, key BLOB, rid INTEGER, PRIMARY KEY(idx, key, rid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records(kind TEXT, id TEXT, value BLOB, PRIMARY KEY(kind, id)) WITHOUT ROWID;
`;

const EMPTY = new Uint8Array(0);

/** Makes the tables of a new data file. */
export function createTables(db: DatabaseSync): void {
  db.exec(SCHEMA);
}

type Row = Record<string, unknown>;

function stored(row: Row): Stored {
  return { rid: Number(row["rid"]), body: row["body"] as Uint8Array };
}

/** Statements are compiled at their first use and kept: parsing SQL costs more than running it. */
export function statementCache(db: DatabaseSync): (sql: string) => StatementSync {
  const cache = new Map<string, StatementSync>();
  return (sql) => {
    const known = cache.get(sql);
    if (known) return known;
    const made = db.prepare(sql);
    cache.set(sql, made);
    return made;
  };
}

/** A view over one connection: of its open transaction, or of the newest state. */
export function createView(db: DatabaseSync, statement = statementCache(db)): View {
  return {
    get(collection, rid) {
      const row = statement("SELECT body FROM docs WHERE coll = ? AND rid = ?").get(collection, rid);
      return row?.["body"] as Uint8Array | undefined;
    },
    *scan(collection) {
      // A statement that is being walked cannot be walked by somebody else, so each walk has its own.
      const rows = db.prepare("SELECT rid, body FROM docs WHERE coll = ? ORDER BY rid").iterate(collection);
      for (const row of rows) yield stored(row);
    },
    *scanIndex(index, collection, range, reverse) {
      const { sql, bounds } = rangeQuery(range, reverse);
      for (const row of db.prepare(sql).iterate(collection, index, ...bounds)) yield stored(row);
    },
    findKey(index, key) {
      const row = statement("SELECT rid FROM keys WHERE idx = ? AND key = ? LIMIT 1").get(index, key);
      return row === undefined ? undefined : Number(row["rid"]);
    },
    count(collection) {
      return Number(statement("SELECT count(*) AS n FROM docs WHERE coll = ?").get(collection)?.["n"] ?? 0);
    },
  };
}

function rangeQuery({ lower, upper }: KeyRange, reverse: boolean): { sql: string; bounds: Uint8Array[] } {
  const order = reverse ? "DESC" : "ASC";
  const conditions = upper === undefined ? "k.key >= ?" : "k.key >= ? AND k.key < ?";
  const sql = `SELECT d.rid AS rid, d.body AS body FROM keys k CROSS JOIN docs d ON d.coll = ? AND d.rid = k.rid
    WHERE k.idx = ? AND ${conditions} ORDER BY k.key ${order}, k.rid ${order}`;
  return { sql, bounds: upper === undefined ? [lower ?? EMPTY] : [lower ?? EMPTY, upper] };
}
