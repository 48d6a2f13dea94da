import { describe } from "../bson/describe.ts";
import {
  compileIndexKeys,
  type Doc,
  isDoc,
  isNumeric,
  primitiveNumber,
  TYPE,
  typeOf,
} from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { compileFilter, type Filter } from "../query/index.ts";
import { isTruthy } from "../query/operators.ts";
import type { DocumentKeys, Index, IndexField } from "./types.ts";

const MAX_INDEX_FIELDS = 32;
const MAX_EXPIRE_AFTER_S = 2_147_483_647;
const KNOWN_OPTIONS = new Set([
  "v",
  "key",
  "name",
  "ns",
  "background",
  "unique",
  "sparse",
  "partialFilterExpression",
  "expireAfterSeconds",
  "clustered",
  "prepareUnique",
  "hidden",
  "collation",
]);
const UNSUPPORTED_KINDS = new Set(["text", "2d", "2dsphere", "hashed", "geoHaystack", "columnstore"]);
const PARTIAL_OPERATORS = new Set(["$eq", "$gt", "$gte", "$lt", "$lte", "$in", "$type", "$exists"]);
const PARTIAL_NOW = new Date(0);

function parseField(path: string, direction: unknown): IndexField {
  if (typeof direction === "string") {
    const reason = UNSUPPORTED_KINDS.has(direction)
      ? `Index type '${direction}' is not supported by this server`
      : `Unknown index plugin '${direction}'`;
    throw new MongoError(67, reason);
  }
  const value = Number(primitiveNumber(direction) ?? Number.NaN);
  if (!isNumeric(direction) || Number.isNaN(value) || value === 0)
    throw new MongoError(
      67,
      `Values in v:2 index key pattern cannot be of this kind. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  const parts = path.split(".");
  if (path === "") throw new MongoError(67, "Index keys cannot be an empty field.");
  if (parts.includes("")) throw new MongoError(67, `Index key contains an illegal field name: '${path}'.`);
  if (parts.includes("$**")) throw new MongoError(67, "Wildcard indexes are not supported by this server");
  if (parts.some((part) => part.startsWith("$")))
    throw new MongoError(67, `Index key contains an illegal field name: field name starts with '$'.`);
  return { path, direction: value < 0 ? -1 : 1 };
}

/** The fields of an index's key (67 CannotCreateIndex for kinds and names that are not supported). */
function parseKey(key: Doc): readonly IndexField[] {
  const fields = Object.entries(key).map(([path, direction]) => parseField(path, direction));
  if (fields.length === 0) throw new MongoError(67, "Index keys cannot be empty.");
  if (fields.length > MAX_INDEX_FIELDS)
    throw new MongoError(13103, `Index has too many fields, at most ${MAX_INDEX_FIELDS} are allowed`);
  return fields;
}

/** The name MongoDB gives to an index that has none. */
function defaultName(key: Doc): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join("_");
}

function assertOptions(spec: Doc, fields: readonly IndexField[]): void {
  for (const option of Object.keys(spec)) {
    if (!KNOWN_OPTIONS.has(option))
      throw new MongoError(
        197,
        `The field '${option}' is not valid for an index specification or not supported by this server.`,
      );
  }
  if (spec.v !== undefined && Number(primitiveNumber(spec.v)) !== 2)
    throw new MongoError(67, "this server supports index version v:2 only");
  if (isTruthy(spec.hidden)) throw new MongoError(67, "hidden indexes are not supported by this server");
  if (isDoc(spec.collation) && spec.collation.locale !== "simple")
    throw new MongoError(67, "indexes with a collation are not supported by this server");
  if (isTruthy(spec.sparse) && spec.partialFilterExpression !== undefined)
    throw new MongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  const seconds = Number(primitiveNumber(spec.expireAfterSeconds ?? 0) ?? Number.NaN);
  if (spec.expireAfterSeconds === undefined) return;
  if (!(seconds >= 0 && seconds <= MAX_EXPIRE_AFTER_S))
    throw new MongoError(
      67,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, but is ${describe(spec.expireAfterSeconds)}`,
    );
  if (fields.length > 1)
    throw new MongoError(67, "TTL indexes are single-field indexes, compound indexes do not support TTL.");
  if (fields[0]?.path === "_id")
    throw new MongoError(197, "The field 'expireAfterSeconds' is not valid for an _id index specification.");
}

/** An index specification as `createIndexes` is given it, checked and as it is stored. */
export function normalizeSpec(given: Doc): Doc {
  const { key } = given;
  if (!isDoc(key))
    throw new MongoError(
      given.key === undefined ? 9 : 14,
      "The 'key' field is a required property of an index specification and must be an object",
    );
  const fields = parseKey(key);
  assertOptions(given, fields);
  const name = given.name ?? defaultName(key);
  if (typeof name !== "string")
    throw new MongoError(14, "The field 'name' of an index specification must be a string");
  if (name === "" || name === "*") throw new MongoError(67, `The index name '${name}' is not valid`);
  const isId = fields.length === 1 && fields[0]?.path === "_id" && fields[0].direction === 1;
  if (name === "_id_" && !isId)
    throw new MongoError(
      2,
      "The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}",
    );
  const spec: Doc = { v: 2, key, name: isId && given.clustered === undefined ? "_id_" : name };
  for (const option of ["unique", "sparse", "prepareUnique"])
    if (isTruthy(given[option]) && !isId) spec[option] = true;
  if (given.partialFilterExpression !== undefined) {
    if (isDoc(given.partialFilterExpression)) assertPartial(given.partialFilterExpression);
    spec.partialFilterExpression = given.partialFilterExpression;
  }
  if (given.expireAfterSeconds !== undefined) spec.expireAfterSeconds = given.expireAfterSeconds;
  return spec;
}

function refusePartial(what: string): never {
  throw new MongoError(67, `Expression not supported in partial index: ${what}`);
}

function assertPartialField(path: string, condition: unknown): void {
  if (!isDoc(condition)) {
    if (typeOf(condition) === TYPE.regex) refusePartial(`${path} is a regular expression`);
    return;
  }
  for (const [operator, operand] of Object.entries(condition)) {
    if (!operator.startsWith("$")) return;
    if (!PARTIAL_OPERATORS.has(operator)) refusePartial(`${operator} of ${path}`);
    if (operator === "$exists" && !isTruthy(operand)) refusePartial(`$exists: false of ${path}`);
  }
}

/** Only conditions that a query can be seen to imply may choose what an index holds (67 CannotCreateIndex). */
function assertPartial(filter: Doc): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === "$and" || name === "$or") {
      for (const branch of Array.isArray(value) ? value : []) if (isDoc(branch)) assertPartial(branch);
    } else if (name.startsWith("$")) refusePartial(name);
    else assertPartialField(name, value);
  }
}

function compilePartial(spec: Doc): Filter | undefined {
  const partial = spec.partialFilterExpression;
  if (partial === undefined) return undefined;
  if (!isDoc(partial))
    throw new MongoError(67, "'partialFilterExpression' for an index has to be a document");
  return compileFilter(partial, { now: PARTIAL_NOW });
}

/** Prepares an index from its stored specification. */
export function createIndex(number: number, spec: Doc, state: { arrays: number; readyAt: number }): Index {
  const fields = parseKey(spec.key as Doc);
  const partial = compilePartial(spec);
  const sparse = isTruthy(spec.sparse);
  const all = compileIndexKeys(Object.fromEntries(fields.map(({ path, direction }) => [path, direction])));
  const none: DocumentKeys = { keys: [], arrays: 0 };
  const isId = spec.name === "_id_" || spec.clustered === true;
  return {
    number,
    name: String(spec.name),
    fields,
    sparse,
    partial,
    partialSpec: spec.partialFilterExpression as Doc | undefined,
    spec,
    unique: isTruthy(spec.unique) || isId,
    prepareUnique: isTruthy(spec.prepareUnique),
    expireAfterSeconds:
      spec.expireAfterSeconds === undefined ? undefined : Number(primitiveNumber(spec.expireAfterSeconds)),
    ...state,
    get multikey() {
      return this.arrays !== 0;
    },
    keysOf(doc) {
      if (partial && !partial.matches(doc)) return none;
      const found = all(doc);
      return sparse && !found.present ? none : found;
    },
  };
}
