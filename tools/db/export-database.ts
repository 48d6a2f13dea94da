import { type ClientSession, type Db, type Document, type IndexDescription, MongoServerError } from "mongodb";
import { StartError } from "../bootstrap/start-error.mjs";
import { headLine, lineText } from "./format.ts";
import type { Opened } from "./open-database.ts";
import type { Counts } from "./read-file.ts";
import { TextFile } from "./text-file.ts";

/** The options that an import creates a collection with; `listCollections` returns others that cannot be set. */
const EXPORTED_OPTIONS = ["validator", "validationLevel", "validationAction", "capped", "size", "max"];

/**
 * Begins the names of collections that stay where they are: the server's own, and what processes tell each other about
 * a Redis that an export knows nothing of.
 */
const EXCLUDED_PREFIXES = ["system.", "stock_cache_"];

/** SnapshotTooOld: the snapshot is older than the history the server keeps. */
const SNAPSHOT_TOO_OLD_CODES = [239];
/** SnapshotUnavailable: a collection was created or changed after the snapshot. */
const COLLECTION_CHANGED = 246;
const MAX_ATTEMPTS = 5;

interface CollectionInfo {
  readonly name: string;
  readonly options: Document;
}

/** The shop's own collections, in order of their names. */
export async function listCollections(db: Db): Promise<readonly CollectionInfo[]> {
  const found = await db.listCollections({ type: "collection" }).toArray();
  const own = found.filter(({ name }) => !EXCLUDED_PREFIXES.some((beginning) => name.startsWith(beginning)));
  return own
    .map((info) => ({ name: info.name, options: ("options" in info ? info.options : undefined) ?? {} }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function keptOptions(options: Document): Document {
  return Object.fromEntries(Object.entries(options).filter(([name]) => EXPORTED_OPTIONS.includes(name)));
}

/** The indexes besides the one on `_id`, as `createIndexes` takes them. */
async function indexesOf(db: Db, name: string): Promise<readonly IndexDescription[]> {
  const indexes = await db.collection(name).indexes();
  return indexes
    .filter((index) => index.name !== "_id_")
    .map(({ v: _version, ns: _namespace, ...index }) => index);
}

async function writeCollection(
  out: TextFile,
  db: Db,
  info: CollectionInfo,
  session: ClientSession,
): Promise<number> {
  const indexes = await indexesOf(db, info.name);
  await out.write(lineText({ collection: info.name, options: keptOptions(info.options), indexes }));
  // Values stay in their stored types: a whole number that is a double must come back as one.
  const read = {
    session,
    promoteValues: false,
    promoteLongs: false,
    promoteBuffers: false,
    bsonRegExp: true,
  };
  let documents = 0;
  for await (const document of db.collection(info.name).find({}, { ...read, sort: { _id: 1 } })) {
    await out.write(lineText({ document }));
    documents += 1;
  }
  return documents;
}

async function writeAll(out: TextFile, db: Db, session: ClientSession): Promise<Counts> {
  await out.write(headLine(new Date()));
  const collections = await listCollections(db);
  let documents = 0;
  for (const info of collections) documents += await writeCollection(out, db, info, session);
  const counts = { collections: collections.length, documents };
  await out.write(lineText({ end: counts }));
  return counts;
}

async function tryExport(opened: Opened, file: string): Promise<Counts> {
  const out = await TextFile.begin(file);
  // The first read fixes the moment. No transaction: servers end those after some seconds, also when they only read.
  const session = opened.client.startSession({ snapshot: opened.isBusy });
  try {
    if (opened.isBusy) await opened.db.collection("stock").findOne({}, { session, projection: { _id: 1 } });
    const counts = await writeAll(out, opened.db, session);
    await out.complete();
    return counts;
  } catch (error) {
    await out.discard();
    throw error;
  } finally {
    await session.endSession();
  }
}

function hasCode(error: unknown, codes: readonly number[]): boolean {
  return error instanceof MongoServerError && codes.includes(Number(error.code));
}

/**
 * Writes the whole database to a file: every collection with its options, indexes and documents. While others write
 * (`isBusy`) all documents are read as they were at one moment. The file appears only when it is
 * complete.
 */
export async function exportDatabase(opened: Opened, file: string): Promise<Counts> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryExport(opened, file);
    } catch (error) {
      if (hasCode(error, [COLLECTION_CHANGED]) && tries < MAX_ATTEMPTS) continue;
      if (!hasCode(error, SNAPSHOT_TOO_OLD_CODES)) throw error;
      throw new StartError(
        "The export took longer than the server keeps its past (minSnapshotHistoryWindowInSeconds, 5 minutes unless set): raise that, or stop the shop and export with --stopped.",
      );
    }
  }
}
