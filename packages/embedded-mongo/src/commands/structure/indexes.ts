import { describe } from "../../bson/describe.ts";
import { bsonEquals, type Doc, decode, isDoc } from "../../bson/index.ts";
import { type Collection, type Index, namespaceOf, normalizeSpec } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import { changedNamespaceOf, duplicateKey } from "../../write/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { notSupported } from "../options.ts";
import { listReply } from "../read/list-reply.ts";
import { collectionToWrite, retryWhileLocked } from "../write/statements.ts";
import { collectionToAlter } from "./structure-lock.ts";

/** What one member that votes can meet. */
const QUORUMS_MET = new Set<unknown>(["votingMembers", "majority", 0, 1]);

const OPTIONS = ["unique", "sparse", "partialFilterExpression", "expireAfterSeconds"];

function sameOptions(a: Doc, b: Doc): boolean {
  return OPTIONS.every((name) => bsonEquals(a[name] ?? null, b[name] ?? null));
}

/** The index that a specification asks for, if it is there already (85, 86 if another stands in its way). */
function existing(collection: Collection, spec: Doc): Index | undefined {
  for (const index of collection.indexes) {
    const sameKey = bsonEquals(index.spec.key, spec.key);
    const sameName = index.name === spec.name;
    const isId = sameKey && index === collection.indexes[0];
    if (isId || (sameKey && sameName && sameOptions(index.spec, spec))) return index;
    if (sameName)
      throw new MongoError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${describe(spec)}, existing index: ${describe(index.spec)}`,
      );
    const samePartial = bsonEquals(
      index.spec.partialFilterExpression ?? null,
      spec.partialFilterExpression ?? null,
    );
    if (sameKey && samePartial)
      throw new MongoError(85, `Index already exists with a different name: ${index.name}`);
  }
  return undefined;
}

/** Fills a new index from the documents that are there; writes that come meanwhile add their own entries. */
async function build(call: Call, collection: Collection, index: Index): Promise<void> {
  const { writer } = call.server.store;
  for (const rid of writer.rids(collection.number)) {
    if (call.slice.isOver()) await call.pause();
    if (collection.dropped)
      throw new MongoError(276, "the index build was aborted because its collection was dropped");
    const body = writer.get(collection.number, rid);
    if (!body) continue;
    const doc = decode(body);
    const { keys, arrays } = index.keysOf(doc);
    index.arrays |= arrays;
    for (const key of keys) {
      if (index.unique && writer.holders(index.number, key).some((other) => other !== rid))
        throw duplicateKey(collection, index, { doc, key });
      writer.addKey(index.number, key, rid);
    }
  }
}

/** Waits for an index that another command is building. */
async function untilBuilt(call: Call, collection: Collection, index: Index): Promise<void> {
  while (index.readyAt === Infinity && collection.indexes.includes(index)) await call.pause();
  if (!collection.indexes.includes(index))
    throw new MongoError(276, `the build of the index ${index.name} was aborted`);
}

function tellOf(
  call: Call,
  collection: Collection,
  { kind, indexes }: { kind: "createIndexes" | "dropIndexes"; indexes: readonly Index[] },
): void {
  const description = { indexes: indexes.map(({ spec }) => spec) };
  call.server.changes.append([{ kind, at: changedNamespaceOf(collection), description }]);
}

async function makeIndexes(call: Call, collection: Collection, specs: readonly Doc[]): Promise<void> {
  const { catalog } = call.server;
  const made: Index[] = [];
  try {
    for (const spec of specs) {
      const known = existing(collection, spec);
      if (known) {
        await untilBuilt(call, collection, known);
        continue;
      }
      const index = catalog.addIndex(collection, spec, Infinity);
      made.push(index);
      catalog.save(collection);
      await build(call, collection, index);
    }
    await call.durable();
    // Only now does every later snapshot hold all entries.
    for (const index of made) index.readyAt = catalog.moment();
    if (made.length > 0) {
      catalog.save(collection);
      tellOf(call, collection, { kind: "createIndexes", indexes: made });
    }
  } catch (error) {
    for (const index of made) catalog.dropIndex(collection, index);
    if (!collection.dropped) catalog.save(collection);
    throw error;
  }
}

function makeIndexesInTransaction(call: Call, collection: Collection, specs: readonly Doc[]): void {
  const missing = specs.filter((spec) => !existing(collection, spec));
  if (missing.length === 0) return;
  const isEmpty = call.transaction?.view.rids(collection.number).next().done === true;
  if (!call.transaction?.isNew(collection) || !isEmpty)
    throw new MongoError(
      263,
      "Cannot create new indexes on existing or non-empty collections in a multi-document transaction.",
    );
  for (const spec of missing) call.server.catalog.addIndex(collection, spec, 0);
}

async function createIndexes(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const specs = call.options.requiredArray("indexes").map((spec) => {
    if (isDoc(spec)) return normalizeSpec(spec);
    throw new MongoError(14, "The elements of the 'indexes' array must be objects");
  });
  if (specs.length === 0) throw new MongoError(2, "Must specify at least one index to create");
  const quorum = call.options.get("commitQuorum");
  if (quorum !== undefined && !QUORUMS_MET.has(quorum))
    throw notSupported(`the commitQuorum ${describe(quorum)} of createIndexes`);
  const before = call.findCollection(name);
  if (call.transaction) {
    const collection = collectionToWrite(call, name);
    const was = before?.indexes.length ?? 1;
    makeIndexesInTransaction(call, collection, specs);
    return told(collection, { was, created: !before });
  }
  const { collection, was } = await retryWhileLocked(call, () => {
    collectionToAlter(call, call.db, name);
    const target = collectionToWrite(call, name);
    for (const spec of specs) existing(target, spec);
    return { collection: target, was: before ? target.indexes.length : 1 };
  });
  await makeIndexes(call, collection, specs);
  await call.durable();
  return told(collection, { was, created: !before });
}

function told(collection: Collection, { was, created }: { was: number; created: boolean }): Doc {
  const now = collection.indexes.length;
  return {
    numIndexesBefore: was,
    numIndexesAfter: now,
    createdCollectionAutomatically: created,
    ...(now === was ? { note: "all indexes already exist" } : {}),
    commitQuorum: "votingMembers",
  };
}

function indexesToDrop(collection: Collection, wanted: unknown): readonly Index[] {
  if (wanted === "*") return collection.indexes.slice(1);
  if (Array.isArray(wanted)) return wanted.flatMap((name) => indexesToDrop(collection, String(name)));
  const found = collection.indexes.filter(
    (index) => index.name === wanted || (isDoc(wanted) && bsonEquals(index.spec.key, wanted)),
  );
  if (found.length === 0) {
    const which = isDoc(wanted)
      ? `can't find index with key: ${describe(wanted)}`
      : `index not found with name [${describe(wanted)}]`;
    throw new MongoError(27, which);
  }
  if (found.includes(collection.indexes[0] as Index)) throw new MongoError(72, "cannot drop _id index");
  return found;
}

async function dropIndexes(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const wanted = call.options.get("index");
  if (wanted === undefined)
    throw new MongoError(40414, "BSON field 'dropIndexes.index' is missing but a required field");
  const nIndexesWas = await retryWhileLocked(call, () => {
    const collection = collectionToAlter(call, call.db, name);
    if (!collection) throw new MongoError(26, `ns not found ${call.db}.${name}`);
    const was = collection.indexes.length;
    const dropped = indexesToDrop(collection, wanted);
    for (const index of dropped) call.server.catalog.dropIndex(collection, index);
    call.server.catalog.save(collection);
    if (dropped.length > 0) tellOf(call, collection, { kind: "dropIndexes", indexes: dropped });
    return was;
  });
  await call.durable();
  return { nIndexesWas };
}

async function listIndexes(call: Call): Promise<Doc> {
  const collection = call.findCollection(call.collectionName);
  if (!collection) throw new MongoError(26, `ns does not exist: ${call.db}.${call.collectionName}`);
  const specs = collection.indexes.filter(({ readyAt }) => readyAt !== Infinity).map(({ spec }) => spec);
  return await listReply(call, namespaceOf(collection).slice(call.db.length + 1), specs);
}

export const CREATE_INDEXES: Command = {
  name: "createIndexes",
  fields: ["indexes", "commitQuorum", "ignoreUnknownIndexOptions"],
  inTransaction: true,
  localOnly: true,
  writes: true,
  run: createIndexes,
};
export const DROP_INDEXES: Command = {
  name: "dropIndexes",
  fields: ["index"],
  writes: true,
  run: dropIndexes,
};
export const LIST_INDEXES: Command = {
  name: "listIndexes",
  fields: ["cursor", "includeBuildUUIDs"],
  onSecondary: "optIn",
  run: listIndexes,
};
