import { EJSON } from "bson";
import { type Doc, getField } from "./types.ts";

const MAX_CHARACTERS = 200;

/** A value as error sentences show it, cut when it is long. */
export function describe(value: unknown): string {
  const text = EJSON.stringify(value, { relaxed: true }) ?? "undefined";
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}...` : text;
}

/** A document by its `_id`, as error sentences name it. */
export function describeId(doc: Doc): string {
  const id = getField(doc, "_id");
  return id === undefined ? "{ no id }" : `{_id: ${describe(id)}}`;
}
