import { type Doc, idOf } from "../../bson/index.ts";
import type { Collection } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import { compileProjection } from "../../query/index.ts";
import type { Match, Selection } from "../../read/index.ts";
import type { Outcome } from "../../sessions/index.ts";
import { compileUpdate } from "../../update/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { selectionOf } from "../read/find.ts";
import { type DocumentUpdate, updateOne, upsertOne } from "./apply-update.ts";
import { changeFirst } from "./find-for-update.ts";
import { collectionToWrite, runStatements } from "./statements.ts";

function assertSound(call: Call): void {
  const { options } = call;
  const removes = options.bool("remove");
  const updates = options.get("update") !== undefined;
  if (removes === updates)
    throw new MongoError(
      9,
      removes
        ? "Cannot specify both an update and remove=true"
        : "Either an update or remove=true must be specified",
    );
  if (removes && options.bool("upsert"))
    throw new MongoError(9, "Cannot specify both upsert=true and remove=true");
  if (removes && options.bool("new"))
    throw new MongoError(
      9,
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
}

/** What the command answers of a document, or null. */
function shown(call: Call, doc: Doc | undefined, selection: Selection): Doc | null {
  if (!doc) return null;
  const fields = call.options.doc("fields");
  if (!fields || Object.keys(fields).length === 0) return doc;
  return compileProjection(fields, call.env(call.options.get("collation")), selection.filter).apply(doc);
}

async function removeOne(call: Call, collection: Collection, selection: Selection): Promise<Outcome> {
  const writer = call.writer();
  const removed = await changeFirst({ call, collection, writer, selection }, (match) => {
    writer.remove(collection, match);
    return match.doc;
  });
  return { lastErrorObject: { n: removed ? 1 : 0 }, value: shown(call, removed, selection) };
}

function documentUpdateOf(call: Call, collection: Collection, selection: Selection): DocumentUpdate {
  const arrayFilters = call.options.array("arrayFilters");
  const env = { ...call.env(call.options.get("collation")), ...(arrayFilters ? { arrayFilters } : {}) };
  const update = compileUpdate(call.options.get("update"), env);
  return { call, collection, writer: call.writer(), filter: selection.filter, update };
}

async function changeOne(
  call: Call,
  documentUpdate: DocumentUpdate,
  selection: Selection,
): Promise<Outcome | undefined> {
  const wantsNew = call.options.bool("new");
  const { collection, writer } = documentUpdate;
  const changed = await changeFirst({ call, collection, writer, selection }, (match: Match) => {
    const after = updateOne(documentUpdate, match);
    return wantsNew ? after : match.doc;
  });
  if (!changed) return undefined;
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: shown(call, changed, selection) };
}

function insertOne(call: Call, documentUpdate: DocumentUpdate, selection: Selection): Outcome {
  const doc = upsertOne(documentUpdate, selection.filterDoc);
  const value = call.options.bool("new") ? shown(call, doc, selection) : null;
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: idOf(doc) }, value };
}

async function run(call: Call, name: string): Promise<Outcome> {
  const selection = selectionOf(call, { filter: "query", limit: 0 });
  const upsert = call.options.bool("upsert");
  const collection = upsert ? collectionToWrite(call, name) : call.findCollection(name);
  const removes = call.options.bool("remove");
  if (!removes)
    compileUpdate(call.options.get("update"), {
      ...call.env(),
      arrayFilters: call.options.array("arrayFilters") ?? [],
    });
  if (!collection)
    return { lastErrorObject: { n: 0, ...(removes ? {} : { updatedExisting: false }) }, value: null };
  if (removes) return await removeOne(call, collection, selection);
  const documentUpdate = documentUpdateOf(call, collection, selection);
  const changed = await changeOne(call, documentUpdate, selection);
  if (changed) return changed;
  if (!upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  try {
    return insertOne(call, documentUpdate, selection);
  } catch (error) {
    // Somebody else may have inserted the same document while the search was paused; then it is there to be updated.
    if (!(error instanceof MongoError) || error.code !== 11000) throw error;
    const again = await changeOne(call, documentUpdate, selection);
    if (!again) throw error;
    return again;
  }
}

async function findAndModify(call: Call): Promise<Doc> {
  const name = call.collectionName;
  assertSound(call);
  const results = await runStatements(call, [name], () => run(call, name));
  await call.durable();
  const [error] = results.errors;
  if (error) {
    const { code, errmsg, index: _index, ...details } = error;
    throw new MongoError(Number(code), String(errmsg), { details });
  }
  return results.outcomes[0] ?? {};
}

export const FIND_AND_MODIFY: Command = {
  name: "findAndModify",
  aliases: ["findandmodify"],
  fields: [
    "query",
    "sort",
    "remove",
    "update",
    "new",
    "fields",
    "upsert",
    "arrayFilters",
    "hint",
    "let",
    "collation",
    "bypassDocumentValidation",
    "stmtId",
  ],
  inTransaction: true,
  writes: true,
  retryable: true,
  run: findAndModify,
};
