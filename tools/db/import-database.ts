import type { Collection, Db, Document } from "mongodb";
import { StartError } from "../bootstrap/start-error.mjs";
import { listCollections } from "./export-database.ts";
import type { Line } from "./format.ts";
import { readExport } from "./read-file.ts";

/** Collections are filled under names of their own and take their places at the end, so that a broken import changes nothing. */
const STAGING_PREFIX = "import.";
const BATCH_DOCUMENTS = 500;

type CollectionLine = Extract<Line, { collection: string }>;

async function isEmpty(db: Db): Promise<boolean> {
  for (const { name } of await listCollections(db)) {
    if (!name.startsWith(STAGING_PREFIX) && (await db.collection(name).findOne()) !== null) return false;
  }
  return true;
}

async function dropStaged(db: Db): Promise<void> {
  for (const { name } of await listCollections(db))
    if (name.startsWith(STAGING_PREFIX)) await db.dropCollection(name);
}

async function stage(db: Db, line: CollectionLine): Promise<Collection> {
  const collection = await db.createCollection(STAGING_PREFIX + line.collection, line.options);
  if (line.indexes.length > 0) await collection.createIndexes([...line.indexes]);
  return collection;
}

async function fill(collection: Collection | undefined, documents: readonly Document[]): Promise<void> {
  if (!collection || documents.length === 0) return;
  // What the shop stored is stored again, also if a validator became stricter since.
  await collection.insertMany([...documents], { bypassDocumentValidation: true });
}

async function stageAll(db: Db, file: string): Promise<readonly string[]> {
  const names: string[] = [];
  let collection: Collection | undefined;
  let waiting: Document[] = [];
  for await (const line of readExport(file)) {
    if ("document" in line) waiting.push(line.document);
    if (waiting.length < BATCH_DOCUMENTS && !("collection" in line)) continue;
    await fill(collection, waiting);
    waiting = [];
    if (!("collection" in line)) continue;
    collection = await stage(db, line);
    names.push(line.collection);
  }
  await fill(collection, waiting);
  return names;
}

/** Puts the staged collections into their places; others that the export does not know are dropped. */
async function takePlaces(db: Db, names: readonly string[]): Promise<void> {
  for (const name of names) await db.renameCollection(STAGING_PREFIX + name, name, { dropTarget: true });
  for (const { name } of await listCollections(db)) if (!names.includes(name)) await db.dropCollection(name);
  await giveUpCaches(db);
}

/**
 * A Redis that outlived the shop may hold what the database said before. Every key of it begins with the shop's id, which
 * stands in the control document: without it the shop gets another one at its next start.
 */
async function giveUpCaches(db: Db): Promise<void> {
  await db.dropCollection("stock_cache_control");
}

/**
 * Fills the database from an export that `checkExport` found whole. Refuses a database that holds documents unless
 * it is to be replaced. If it fails, nothing is changed.
 */
export async function importDatabase(db: Db, file: string, replace: boolean): Promise<void> {
  if (!replace && !(await isEmpty(db))) {
    throw new StartError(
      "The database already holds data: empty it, or say --replace to lose what it holds.",
    );
  }
  await dropStaged(db);
  try {
    await takePlaces(db, await stageAll(db, file));
  } catch (error) {
    await dropStaged(db);
    throw error;
  }
}
