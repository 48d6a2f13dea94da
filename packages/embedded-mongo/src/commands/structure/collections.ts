import { type Doc, idOf, isDoc } from "../../bson/index.ts";
import { type Collection, namespaceOf, validatorOf } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import { compileFilter } from "../../query/index.ts";
import { changedNamespaceOf } from "../../write/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { notSupported, type Options } from "../options.ts";
import { listReply } from "../read/list-reply.ts";
import { registerAndPublish, retryWhileLocked } from "../write/statements.ts";
import { modifyIndex } from "./modify-index.ts";
import { collectionToAlter } from "./structure-lock.ts";

const STORED_OPTIONS = [
  "capped",
  "size",
  "max",
  "validator",
  "validationLevel",
  "validationAction",
  "clusteredIndex",
];
const REFUSED_OPTIONS = [
  "viewOn",
  "pipeline",
  "timeseries",
  "expireAfterSeconds",
  "encryptedFields",
  "storageEngine",
  "indexOptionDefaults",
  "autoIndexId",
  "idIndex",
  "flags",
];
const VALIDATION_LEVELS = new Set(["off", "strict", "moderate"]);
const VALIDATION_ACTIONS = new Set(["error", "warn"]);

function assertValidation(options: Options): void {
  const level = options.string("validationLevel");
  const action = options.string("validationAction");
  if (level !== undefined && !VALIDATION_LEVELS.has(level))
    throw new MongoError(
      2,
      `Enumeration value '${level}' for field '${options.name}.validationLevel' is not a valid value.`,
    );
  if (action !== undefined && !VALIDATION_ACTIONS.has(action))
    throw new MongoError(
      2,
      `Enumeration value '${action}' for field '${options.name}.validationAction' is not a valid value.`,
    );
}

function assertCapped(options: Options): void {
  const capped = options.bool("capped");
  const size = options.number("size");
  if (capped && !(size !== undefined && size > 0))
    throw new MongoError(72, "the 'size' field is required when 'capped' is true");
  if (!capped && (size !== undefined || options.number("max") !== undefined))
    throw new MongoError(
      72,
      "the 'capped' field needs to be true when either the 'size' or 'max' fields are present",
    );
}

function clusteredOf(options: Options): Doc | undefined {
  const given = options.doc("clusteredIndex");
  if (!given) return undefined;
  const isId = isDoc(given.key) && Object.keys(given.key).join() === "_id" && idOf(given.key) === 1;
  if (!isId || given.unique !== true)
    throw new MongoError(197, "The clusteredIndex option requires key: {_id: 1} and unique: true");
  return { v: 2, key: { _id: 1 }, name: typeof given.name === "string" ? given.name : "_id_", unique: true };
}

function collectionOptions(options: Options): Doc {
  for (const name of REFUSED_OPTIONS)
    if (options.get(name) !== undefined) throw notSupported(`the option '${name}' of create`);
  const images = options.doc("changeStreamPreAndPostImages");
  if (images?.enabled) throw notSupported("the option 'changeStreamPreAndPostImages' of create");
  const collation = options.doc("collation");
  if (collation && collation.locale !== "simple") throw notSupported("a default collation");
  assertValidation(options);
  assertCapped(options);
  const clustered = clusteredOf(options);
  const kept: Doc = {};
  for (const name of STORED_OPTIONS) if (options.get(name) !== undefined) kept[name] = options.get(name);
  if (clustered) kept.clusteredIndex = clustered;
  return kept;
}

async function create(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const options = collectionOptions(call.options);
  const { catalog } = call.server;
  const existing = call.findCollection(name);
  if (existing) throw new MongoError(48, `Collection ${namespaceOf(existing)} already exists.`);
  if (call.transaction) {
    if (options.capped) throw new MongoError(263, "Cannot create capped collections in a transaction");
    call.transaction.create(catalog.prepare({ db: call.db, name, options }));
    return {};
  }
  await retryWhileLocked(call, () => {
    collectionToAlter(call, call.db, name);
    registerAndPublish(call, catalog.prepare({ db: call.db, name, options }));
  });
  await call.durable();
  return {};
}

function dropCollection({ server }: Call, collection: Collection): void {
  server.catalog.drop(collection);
  server.changes.append([{ kind: "drop", at: changedNamespaceOf(collection) }]);
}

async function drop(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const dropped = await retryWhileLocked(call, () => {
    const collection = collectionToAlter(call, call.db, name);
    if (collection) dropCollection(call, collection);
    return collection;
  });
  await call.durable();
  return dropped ? { nIndexesWas: dropped.indexes.length, ns: namespaceOf(dropped) } : {};
}

async function dropDatabase(call: Call): Promise<Doc> {
  const collections = call.server.catalog.list(call.db);
  for (const { db, name } of collections) {
    await retryWhileLocked(call, () => {
      const collection = collectionToAlter(call, db, name);
      if (collection) dropCollection(call, collection);
    });
  }
  if (collections.length > 0) call.server.changes.append([{ kind: "dropDatabase", at: { db: call.db } }]);
  await call.durable();
  return collections.length > 0 ? { dropped: call.db } : {};
}

function modifyValidation(collection: Collection, options: Options): void {
  assertValidation(options);
  const next: Doc = { ...collection.options };
  for (const field of ["validator", "validationLevel", "validationAction"])
    if (options.get(field) !== undefined) next[field] = options.get(field);
  if (isDoc(next.validator) && Object.keys(next.validator).length === 0) delete next.validator;
  // Compiled before anything changes: a validator that is wrong leaves the old one in place.
  const validator = validatorOf(next);
  collection.options = next;
  collection.validator = validator;
}

/** What a `collMod` changed, as its change event describes it. */
function askedOf(options: Options): Doc {
  const fields = ["index", "validator", "validationLevel", "validationAction"];
  const given = fields.filter((field) => options.get(field) !== undefined);
  return Object.fromEntries(given.map((field) => [field, options.get(field)]));
}

async function collMod(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const images = call.options.doc("changeStreamPreAndPostImages");
  if (images?.enabled) throw notSupported("the option 'changeStreamPreAndPostImages' of collMod");
  for (const field of ["viewOn", "pipeline", "expireAfterSeconds", "cappedSize", "cappedMax", "timeseries"])
    if (call.options.get(field) !== undefined) throw notSupported(`the option '${field}' of collMod`);
  const reply = await retryWhileLocked(call, async () => {
    const collection = collectionToAlter(call, call.db, name);
    if (!collection) throw new MongoError(26, `ns does not exist: ${call.db}.${name}`);
    const index = call.options.doc("index");
    const told = index ? await modifyIndex(call, collection, index) : {};
    modifyValidation(collection, call.options);
    call.server.catalog.save(collection);
    call.server.changes.append([
      { kind: "modify", at: changedNamespaceOf(collection), description: askedOf(call.options) },
    ]);
    return told;
  });
  await call.durable();
  return reply;
}

async function renameCollection(call: Call): Promise<Doc> {
  const [from, to] = [call.options.requiredString("renameCollection"), call.options.requiredString("to")].map(
    splitNamespace,
  );
  if (!from || !to) throw new MongoError(73, "Invalid namespace specified");
  await retryWhileLocked(call, () => {
    const collection = collectionToAlter(call, from.db, from.name);
    if (!collection) throw new MongoError(26, `Source collection ${from.db}.${from.name} does not exist`);
    const target = collectionToAlter(call, to.db, to.name);
    if (target === collection) throw new MongoError(20, "Can't rename a collection to itself");
    if (target && !call.options.bool("dropTarget")) throw new MongoError(48, "target namespace exists");
    // One event reports both, also to streams on the target.
    if (target) call.server.catalog.drop(target);
    call.server.catalog.rename(collection, to);
    call.server.changes.append([
      {
        kind: "rename",
        at: { db: from.db, collection: from.name, uuid: collection.uuid },
        to: { db: to.db, collection: to.name },
        dropTarget: target?.uuid,
      },
    ]);
  });
  await call.durable();
  return {};
}

function splitNamespace(ns: string): { db: string; name: string } | undefined {
  const dot = ns.indexOf(".");
  return dot > 0 ? { db: ns.slice(0, dot), name: ns.slice(dot + 1) } : undefined;
}

async function listCollections(call: Call): Promise<Doc> {
  const nameOnly = call.options.bool("nameOnly");
  const filter = compileFilter(call.options.doc("filter") ?? {}, call.env());
  const all = call.server.catalog.list(call.db).map((collection) => {
    const index = collection.indexes[0]?.spec ?? {};
    const rest = {
      options: collection.options,
      info: { readOnly: false, uuid: collection.uuid },
      idIndex: index,
    };
    return { name: collection.name, type: "collection", ...(nameOnly ? {} : rest) };
  });
  return await listReply(
    call,
    "$cmd.listCollections",
    all.filter((doc) => filter.matches(doc)),
  );
}

export const CREATE: Command = {
  name: "create",
  fields: [...STORED_OPTIONS, ...REFUSED_OPTIONS, "collation", "changeStreamPreAndPostImages"],
  inTransaction: true,
  localOnly: true,
  writes: true,
  run: create,
};
export const DROP: Command = { name: "drop", fields: [], writes: true, run: drop };
export const DROP_DATABASE: Command = { name: "dropDatabase", fields: [], writes: true, run: dropDatabase };
export const COLL_MOD: Command = {
  name: "collMod",
  fields: [
    "index",
    "validator",
    "validationLevel",
    "validationAction",
    "changeStreamPreAndPostImages",
    "viewOn",
    "pipeline",
    "expireAfterSeconds",
    "cappedSize",
    "cappedMax",
    "timeseries",
  ],
  writes: true,
  run: collMod,
};
export const RENAME_COLLECTION: Command = {
  name: "renameCollection",
  fields: ["to", "dropTarget"],
  writes: true,
  adminOnly: true,
  run: renameCollection,
};
export const LIST_COLLECTIONS: Command = {
  name: "listCollections",
  fields: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  onSecondary: "optIn",
  run: listCollections,
};
