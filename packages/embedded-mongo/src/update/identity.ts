import { compareBson } from "../bson/compare.ts";
import { describe } from "../bson/describe.ts";
import { type Doc, getField, setField, TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";

const REFUSED_TYPES: ReadonlySet<number> = new Set([TYPE.array, TYPE.regex, TYPE.undefined]);

/** Refuses an `_id` that may not be stored (53 InvalidIdField). */
export function checkId(id: unknown): void {
  if (id === undefined || !REFUSED_TYPES.has(typeOf(id))) return;
  throw new MongoError(53, `The '_id' value cannot be of type ${typeNameOf(id)}`);
}

/** The document with the given `_id`, which stands first. */
function withId(doc: Doc, id: unknown): Doc {
  if (id === undefined) return doc;
  if (Object.keys(doc)[0] === "_id" && getField(doc, "_id") === id) return doc;
  const result: Doc = { _id: id };
  for (const name of Object.keys(doc)) if (name !== "_id") setField(result, name, doc[name]);
  return result;
}

/**
 * The changed document with the `_id` it had. Refuses a change of it (66 ImmutableField); a document that is
 * only being made by an upsert and has none yet may get one.
 */
export function keepId(before: Doc, after: Doc, kind: "operators" | "replacement" | "pipeline"): Doc {
  const old = getField(before, "_id");
  const id = getField(after, "_id");
  checkId(id);
  if (old === undefined) return withId(after, id);
  if (id === undefined && kind !== "operators") return withId(after, old);
  if (id !== undefined && compareBson(id, old) === 0) return withId(after, old);
  throw new MongoError(
    66,
    kind === "operators"
      ? "Performing an update on the path '_id' would modify the immutable field '_id'"
      : `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${describe(id)}`,
  );
}
