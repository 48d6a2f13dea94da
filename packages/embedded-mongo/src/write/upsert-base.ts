import { bsonEquals, type Doc, isDoc, setField, TYPE, typeOf } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { isOperatorDoc } from "../query/filter.ts";

/** The values that a filter fixes: plain equalities, `$eq`, `$all` and `$in` of one value, also inside `$and` and a lone `$or`. */
function fixedValues(filter: Doc, found: Map<string, unknown>): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === "$and" || (name === "$or" && Array.isArray(value) && value.length === 1)) {
      for (const branch of value as Doc[]) fixedValues(branch, found);
    } else if (!name.startsWith("$")) fixed(name, value, found);
  }
}

function fixed(path: string, value: unknown, found: Map<string, unknown>): void {
  if (typeOf(value) === TYPE.regex) return;
  if (!isOperatorDoc(value)) add(path, value, found);
  else if ("$eq" in value) add(path, value.$eq, found);
  else if (Array.isArray(value.$all) && value.$all.length === 1) add(path, value.$all[0], found);
  else if (Array.isArray(value.$in) && value.$in.length === 1) add(path, value.$in[0], found);
}

function add(path: string, value: unknown, found: Map<string, unknown>): void {
  const known = found.get(path);
  if (known !== undefined && !bsonEquals(known, value))
    throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
  for (const other of found.keys()) {
    if (other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
      throw new MongoError(
        54,
        `cannot infer query fields to set, both paths '${other}' and '${path}' are matched`,
      );
  }
  found.set(path, value);
}

function setDotted(doc: Doc, path: string, value: unknown): void {
  const parts = path.split(".");
  const last = parts.pop() ?? path;
  let at = doc;
  for (const part of parts) {
    const next = Object.hasOwn(at, part) ? at[part] : undefined;
    const inner: Doc = isDoc(next) ? next : {};
    setField(at, part, inner);
    at = inner;
  }
  setField(at, last, value);
}

/** The document an upsert starts from: what its filter says by equality; for a replacement only the `_id`. */
export function upsertBase(filter: Doc, isReplacement: boolean): Doc {
  const found = new Map<string, unknown>();
  fixedValues(filter, found);
  const doc: Doc = {};
  for (const [path, value] of found) if (!isReplacement || path === "_id") setDotted(doc, path, value);
  return doc;
}
