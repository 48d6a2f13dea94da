import { ObjectId } from "bson";
import { type Doc, encode, getField } from "../../bson/index.ts";
import { assertValid, type Collection } from "../../catalog/index.ts";
import type { Filter } from "../../query/index.ts";
import type { Match } from "../../read/index.ts";
import type { Update } from "../../update/index.ts";
import { type DocumentWriter, normalized, upsertBase } from "../../write/index.ts";
import type { Call } from "../call.ts";

/** What an update statement does to documents. */
export interface DocumentUpdate {
  readonly call: Call;
  readonly collection: Collection;
  readonly writer: DocumentWriter;
  readonly filter: Filter;
  readonly update: Update;
}

/** Updates one document; gives it as it is afterwards (the very same if nothing changed). */
export function updateOne({ call, collection, writer, filter, update }: DocumentUpdate, match: Match): Doc {
  const matchedArrayIndex = update.needsPosition ? filter.matchedArrayIndex(match.doc) : undefined;
  const doc = update.apply(match.doc, { matchedArrayIndex });
  if (doc === match.doc) {
    writer.claim(collection, match.rid);
    return doc;
  }
  if (!call.options.bool("bypassDocumentValidation")) assertValid(collection, doc, match.doc);
  writer.replace(collection, match, { doc, body: encode(doc), isReplacement: update.kind === "replacement" });
  return doc;
}

/** Inserts the document an upsert makes. */
export function upsertOne({ call, collection, writer, update }: DocumentUpdate, filterDoc: Doc): Doc {
  const base = upsertBase(filterDoc, update.kind === "replacement");
  const made = update.apply(base, { isInsert: true });
  const withId = getField(made, "_id") === undefined ? { _id: new ObjectId(), ...made } : made;
  const doc = normalized(withId, () => call.server.clock.next());
  if (!call.options.bool("bypassDocumentValidation")) assertValid(collection, doc);
  writer.insert(collection, { doc, body: encode(doc) });
  return doc;
}
