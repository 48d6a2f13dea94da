import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { ClientSession, Db, Document, IndexDescription, MongoClient } from "mongodb";
import { headLine, lineText } from "./format.ts";
import type { Counts } from "./read-file.ts";

/** Options a collection is made with again; what else the server tells of it is not ours to say. */
const KEPT_OPTIONS = ["validator", "validationLevel", "validationAction", "capped", "size", "max"];

interface CollectionInfo {
  readonly name: string;
  readonly options: Document;
}

/** The shop's own collections, in order of their names. */
export async function listCollections(db: Db): Promise<readonly CollectionInfo[]> {
  const found = await db.listCollections({ type: "collection" }).toArray();
  const own = found.filter(({ name }) => !name.startsWith("system."));
  return own
    .map((info) => ({ name: info.name, options: ("options" in info ? info.options : undefined) ?? {} }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function keptOptions(options: Document): Document {
  return Object.fromEntries(Object.entries(options).filter(([name]) => KEPT_OPTIONS.includes(name)));
}

/** The indexes besides the one on `_id`, as `createIndexes` takes them. */
async function indexesOf(db: Db, name: string): Promise<readonly IndexDescription[]> {
  const indexes = await db.collection(name).indexes();
  return indexes
    .filter((index) => index.name !== "_id_")
    .map(({ v: _version, ns: _namespace, ...index }) => index);
}

async function write(out: WriteStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, "drain");
}

async function writeCollection(
  out: WriteStream,
  db: Db,
  info: CollectionInfo,
  session: ClientSession,
): Promise<number> {
  const indexes = await indexesOf(db, info.name);
  await write(out, lineText({ collection: info.name, options: keptOptions(info.options), indexes }));
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
    await write(out, lineText({ document }));
    documents += 1;
  }
  return documents;
}

/**
 * Writes the whole database to a file: every collection with its options, indexes and documents, all documents as
 * they were at one moment, while the shop goes on selling. The file appears only when it is complete.
 */
export async function exportDatabase(client: MongoClient, db: Db, file: string): Promise<Counts> {
  const unfinished = `${file}.part`;
  const out = createWriteStream(unfinished, { mode: 0o600 });
  const session = client.startSession({ snapshot: true });
  try {
    await write(out, headLine(new Date()));
    const collections = await listCollections(db);
    let documents = 0;
    for (const info of collections) documents += await writeCollection(out, db, info, session);
    const counts = { collections: collections.length, documents };
    await write(out, lineText({ end: counts }));
    out.end();
    await finished(out);
    await rename(unfinished, file);
    return counts;
  } catch (error) {
    out.destroy();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await session.endSession();
  }
}
