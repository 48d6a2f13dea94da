import { ObjectId, Timestamp } from "bson";
import { type Doc, decode, encode, getField, isDoc } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { checkId } from "../update/identity.ts";
import type { Written } from "./document-writer.ts";

/** The next cluster time, for empty timestamps. */
type NextTime = () => Timestamp;

function assertIdNames(id: unknown): void {
  if (!isDoc(id)) return;
  const bad = Object.keys(id).find((name) => name.startsWith("$") && !["$ref", "$id", "$db"].includes(name));
  if (bad !== undefined)
    throw new MongoError(
      52,
      `_id fields may not contain '$'-prefixed fields: ${bad} is not valid for storage.`,
    );
}

function isEmptyTimestamp(value: unknown): boolean {
  return value instanceof Timestamp && value.t === 0 && value.i === 0;
}

/** The document with its `_id` first, and with empty top-level timestamps filled in; itself if nothing is to be done. */
export function normalized(doc: Doc, nextTime: NextTime): Doc {
  const id = getField(doc, "_id");
  checkId(id);
  assertIdNames(id);
  const names = Object.keys(doc);
  const withClusterTime = names.some((name) => name !== "_id" && isEmptyTimestamp(doc[name]));
  if (names[0] === "_id" && !withClusterTime) return doc;
  const result: Doc = { _id: id === undefined ? new ObjectId() : id };
  for (const name of names) {
    if (name === "_id") continue;
    const value = isEmptyTimestamp(doc[name]) ? nextTime() : doc[name];
    Object.defineProperty(result, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return result;
}

/** Reads a document that is to be inserted; its bytes are stored as they came unless something had to be filled in. */
export function prepareInsert(bytes: Uint8Array, nextTime: NextTime): Written {
  const given = decode(bytes);
  const doc = normalized(given, nextTime);
  return { doc, body: doc === given ? bytes : encode(doc) };
}
