import { describe, describeId } from "../bson/describe.ts";
import { type Doc, getField, isDoc, typeNameOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { insertModifier, type Node, parsePath } from "./tree.ts";

/** The value at a path through documents only. Refuses an array on the way (2), as `$rename` cannot enter one. */
function throughDocuments(doc: Doc, path: string, role: "source" | "destination"): unknown {
  let value: unknown = doc;
  for (const part of path.split(".")) {
    if (Array.isArray(value)) {
      throw new MongoError(
        2,
        `The ${role} field cannot be an array element, '${path}' in doc with ${describeId(doc)} has an array on its way`,
      );
    }
    if (!isDoc(value)) return undefined;
    value = getField(value, part);
  }
  return value;
}

function checkStatic(role: string, path: string): void {
  if (parsePath(path).some((step) => step.kind !== "field")) {
    throw new MongoError(2, `The ${role} field for $rename may not be dynamic: ${path}`);
  }
}

/** Adds `$rename` of one field: its value moves to the new path, a missing one leaves everything as it is. */
export function insertRename(tree: Node, from: string, to: unknown): void {
  if (typeof to !== "string") {
    throw new MongoError(
      2,
      `The 'to' field for $rename must be a string: ${from}: ${describe(to)} is ${typeNameOf(to)}`,
    );
  }
  checkStatic("source", from);
  checkStatic("destination", to);
  if (from === to) {
    throw new MongoError(2, `The source and target field for $rename must differ: ${from}: "${to}"`);
  }
  if (from.startsWith(`${to}.`) || to.startsWith(`${from}.`)) {
    throw new MongoError(
      2,
      `The source and target field for $rename must not be on the same path: ${from}: "${to}"`,
    );
  }
  insertModifier(tree, from, () => undefined, true);
  insertModifier(tree, to, (current, place) => {
    const value = throughDocuments(place.root, from, "source");
    if (value === undefined) return current;
    throughDocuments(place.root, to, "destination");
    return value;
  });
}
